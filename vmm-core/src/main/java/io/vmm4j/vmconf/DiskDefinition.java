package io.vmm4j.vmconf;

import io.vmm4j.DiskFormat;
import io.vmm4j.DiskImage;
import java.util.Optional;

/**
 * A disk of a VM: {@code disk} of vm.conf(5).
 *
 * @param path the image, as written; vmd(8) takes a relative one from its own directory
 * @param format what is inside; empty lets vmd(8) look for the magic of qcow2, and take everything else for raw
 */
public record DiskDefinition(String path, Optional<DiskFormat> format) {

    /** An image with its format. */
    public static DiskDefinition of(DiskImage image) {
        return new DiskDefinition(image.path().value(), Optional.of(image.format()));
    }
}
