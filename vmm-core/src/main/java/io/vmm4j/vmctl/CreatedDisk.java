package io.vmm4j.vmctl;

import io.vmm4j.DiskImage;
import java.util.List;

/**
 * A disk image that was made, mode 0600, owned by the user that vmctl(8) ran as.
 *
 * @param image the image
 * @param warnings what vmctl said besides, such as that a size was rounded
 */
public record CreatedDisk(DiskImage image, List<String> warnings) {

    public CreatedDisk {
        warnings = List.copyOf(warnings);
    }
}
