package io.vmm4j.disk;

import io.vmm4j.DiskImage;
import java.util.List;
import java.util.Optional;

/**
 * An image on a host. Immutable; as true as the moment it was looked at.
 *
 * @param image where it is and how it is read
 * @param virtualSize bytes of the disk
 * @param fileSize bytes of the file, holes included
 * @param qcow2 what it says of itself, if it is qcow2
 */
public record HostDisk(DiskImage image, long virtualSize, long fileSize, Optional<Qcow2Image> qcow2) {

    /** Whether vmd(8) can use it, and every reason why not. */
    public VmdUse usableByVmd() {
        return qcow2.map(Qcow2Image::usableByVmd).orElseGet(() -> new VmdUse(List.of()));
    }
}
