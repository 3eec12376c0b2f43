package io.vmm4j.disk.internal;

import java.util.Optional;

/**
 * One file of a chain.
 *
 * @param header empty for a raw image
 */
record Layer(ImageFile file, Optional<Header> header) {

    /** Bytes of the disk in it. */
    long size() {
        return header.map(Header::virtualSize).orElse(file.size());
    }

    int clusterSize() {
        return header.map(Header::clusterSize).orElse(1);
    }
}
