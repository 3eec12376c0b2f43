package io.vmm4j.disk.internal;

import io.vmm4j.disk.Backing;
import io.vmm4j.disk.BackingFiles;
import io.vmm4j.disk.ClusterCounts;
import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.Qcow2Exception;
import io.vmm4j.disk.Qcow2Image;
import java.nio.file.Path;
import java.util.Optional;

/** Describes an image and those it is derived from. */
public final class Inspector {

    private Inspector() {}

    public static Qcow2Image inspect(Path image, BackingFiles allowed) {
        return inspect(image, allowed, 1);
    }

    private static Qcow2Image inspect(Path path, BackingFiles allowed, int length) {
        if (length > ImageChain.MAX_LENGTH) {
            throw new Qcow2Exception(
                    Errors.problem(Qcow2Error.BACKING_CHAIN_TOO_LONG, path).with("limit", ImageChain.MAX_LENGTH));
        }
        try (ImageFile file = ImageFile.open(path)) {
            Header header = HeaderReader.read(file);
            Optional<ClusterCounts> clusters =
                    header.clustersCanBeFound() ? Optional.of(ClusterScan.scan(file, header)) : Optional.empty();
            return new Qcow2Image(
                    path,
                    file.size(),
                    header.version(),
                    header.virtualSize(),
                    header.clusterSize(),
                    header.refcountBits(),
                    header.countableBytes(),
                    header.encryption(),
                    header.compression(),
                    header.features(),
                    header.snapshots(),
                    header.dataFile(),
                    header.backingFile().map(name -> backing(path, name, header, allowed, length)),
                    clusters);
        }
    }

    private static Backing backing(Path image, String name, Header header, BackingFiles allowed, int length) {
        Optional<Qcow2Image> base = Optional.empty();
        if (header.backingFormat().orElse("qcow2").equals("qcow2")) {
            base = allowed(image, name, allowed).map(path -> inspect(path, allowed, length + 1));
        }
        return new Backing(name, header.backingFormat(), base);
    }

    private static Optional<Path> allowed(Path image, String name, BackingFiles allowed) {
        try {
            return Optional.of(BackingPath.resolve(image, name, allowed));
        } catch (Qcow2Exception e) {
            if (e.code() == Qcow2Error.UNREADABLE) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
