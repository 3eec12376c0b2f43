package io.vmm4j.disk;

import io.vmm4j.disk.internal.VmdRules;
import java.util.Optional;

/**
 * What a qcow2 image says of itself. Immutable; as true as the moment it was read.
 *
 * @param path where it lies: on this machine, or on a host
 * @param fileSize bytes of the file, holes included
 * @param version 2 or 3
 * @param virtualSize bytes of the disk
 * @param clusterSize bytes of a cluster, a power of two from 512 to 2 MiB
 * @param refcountBits bits of a reference count
 * @param countableBytes up to which size the file can grow without a larger refcount table
 * @param encryption of the guest's data
 * @param compression of compressed clusters, if there are any
 * @param features its feature bits
 * @param snapshots how many internal snapshots it has; vmd(8) leaves them alone
 * @param dataFile the name of its external data file, if it has one and says so
 * @param backing what it is derived from
 * @param clusters how it stores the disk; empty if it needs a feature to find its clusters that is not known here
 */
public record Qcow2Image(
        String path,
        long fileSize,
        int version,
        long virtualSize,
        int clusterSize,
        int refcountBits,
        long countableBytes,
        Qcow2Encryption encryption,
        Qcow2Compression compression,
        Qcow2Features features,
        int snapshots,
        Optional<String> dataFile,
        Optional<Backing> backing,
        Optional<ClusterCounts> clusters) {

    /** Whether vmd(8) can use it, and every reason why not, those of its bases included. */
    public VmdUse usableByVmd() {
        return new VmdUse(VmdRules.obstacles(this));
    }
}
