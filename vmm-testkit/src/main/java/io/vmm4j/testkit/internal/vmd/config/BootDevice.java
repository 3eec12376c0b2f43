package io.vmm4j.testkit.internal.vmd.config;

import java.util.Locale;
import java.util.Optional;

/** Where a VM is told to boot from. A VM that was told ends when its guest reboots. */
public enum BootDevice {
    CDROM,
    DISK,
    NET;

    /** The device of that name. */
    public static Optional<BootDevice> named(String word) {
        for (BootDevice device : values()) {
            if (device.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(device);
            }
        }
        return Optional.empty();
    }
}
