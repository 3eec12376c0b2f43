package io.vmm4j.disk.iso;

import io.vmm4j.disk.iso.internal.IsoLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A small ISO 9660 image: files that are in memory, with their names as they are given by Rock Ridge (OpenBSD, Linux) and Joliet, and
 * shortened for those who know neither. Immutable; thread safe.
 *
 * <p>The same label, files and time give the same bytes. In the guest everything belongs to root and only root can read it, as seeds
 * hold hashes of passwords; whoever can read the image can read all of it.
 *
 * <pre>{@code
 * byte[] seed = IsoImage.builder("cidata")
 *         .file("meta-data", "instance-id: web1\n")
 *         .file("user-data", userData)
 *         .build()
 *         .bytes();
 * }</pre>
 */
public final class IsoImage {

    private final String label;
    private final TreeMap<String, byte[]> files;
    private final Instant time;

    IsoImage(String label, Map<String, byte[]> files, Instant time) {
        this.label = label;
        this.files = new TreeMap<>(files);
        this.time = time;
    }

    /**
     * An image with this volume label, to be filled.
     *
     * @param label 1 to 32 characters of {@code A-Z a-z 0-9 . _ -}; Joliet takes the first 16 of them
     * @throws io.vmm4j.InvalidValueException if it is something else
     */
    public static IsoImageBuilder builder(String label) {
        return new IsoImageBuilder(label);
    }

    /** Its volume label. */
    public String label() {
        return label;
    }

    /** The paths of its files, sorted. */
    public List<String> paths() {
        return List.copyOf(files.keySet());
    }

    /** How many bytes it has, a multiple of 2048. */
    public long size() {
        return layout().size();
    }

    /** All of it. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Writes all of it to a stream, which is neither flushed nor closed.
     *
     * @throws IOException what the stream throws
     */
    public void writeTo(OutputStream out) throws IOException {
        layout().writeTo(out);
    }

    private IsoLayout layout() {
        return new IsoLayout(label, files, time);
    }

    /** Its label and paths; what is in the files is not shown, as it may be secret. */
    @Override
    public String toString() {
        return "IsoImage[" + label + ", " + files.keySet() + "]";
    }
}
