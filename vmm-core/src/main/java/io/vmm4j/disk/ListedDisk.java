package io.vmm4j.disk;

import io.vmm4j.DiskImage;
import io.vmm4j.HostPath;
import java.util.List;
import java.util.Optional;

/**
 * An image in a directory. Immutable.
 *
 * @param image where it is, and how it seems to be read
 * @param virtualSize bytes of the disk, as far as its header can be believed
 * @param allocated bytes that it takes on the host's disk
 * @param base what it is derived from
 * @param users who needs it
 */
public record ListedDisk(
        DiskImage image, long virtualSize, long allocated, Optional<HostPath> base, List<DiskUser> users) {

    public ListedDisk {
        users = List.copyOf(users);
    }
}
