package io.vmm4j.testkit.internal.vmd.config;

import java.util.Locale;
import java.util.Optional;

/** The formats of disk images. */
public enum DiskFormat {
    RAW,
    QCOW2;

    /** The first bytes of a qcow2 image. */
    public static final String QCOW2_MAGIC = "QFI\u00fb";

    /** The format's word in messages and prefixes. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of that name, in any case. */
    public static Optional<DiskFormat> named(String word) {
        for (DiskFormat format : values()) {
            if (format.word().equalsIgnoreCase(word)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** What the first bytes of an image say; raw unless they are those of qcow2. */
    public static DiskFormat ofSignature(String firstBytes) {
        return firstBytes.startsWith(QCOW2_MAGIC) ? QCOW2 : RAW;
    }
}
