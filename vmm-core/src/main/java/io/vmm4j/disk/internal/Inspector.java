package io.vmm4j.disk.internal;

import io.vmm4j.disk.Backing;
import io.vmm4j.disk.ClusterCounts;
import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.Qcow2Exception;
import io.vmm4j.disk.Qcow2Image;
import java.util.Optional;

/** Describes an image and those it is derived from. */
public final class Inspector {

    private Inspector() {}

    public static Qcow2Image inspect(ImageStore store, String image) {
        return inspect(store, image, 1);
    }

    private static Qcow2Image inspect(ImageStore store, String path, int length) {
        if (length > ImageChain.MAX_LENGTH) {
            throw new Qcow2Exception(
                    Errors.problem(Qcow2Error.BACKING_CHAIN_TOO_LONG, path).with("limit", ImageChain.MAX_LENGTH));
        }
        try (ImageFile file = store.open(path)) {
            Header header = HeaderReader.read(file);
            Optional<ClusterCounts> clusters = Optional.empty();
            if (header.clustersCanBeFound()) {
                store.expect(file, () -> new ClusterMap(file, header).tables());
                clusters = Optional.of(ClusterScan.scan(file, header));
            }
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
                    header.backingFile().map(name -> backing(store, path, name, header, length)),
                    clusters);
        }
    }

    private static Backing backing(ImageStore store, String image, String name, Header header, int length) {
        Optional<Qcow2Image> base = Optional.empty();
        if (header.backingFormat().orElse("qcow2").equals("qcow2")) {
            base = allowed(store, image, name).map(path -> inspect(store, path, length + 1));
        }
        return new Backing(name, header.backingFormat(), base);
    }

    private static Optional<String> allowed(ImageStore store, String image, String name) {
        try {
            return Optional.of(store.resolve(image, name));
        } catch (Qcow2Exception e) {
            if (e.code() == Qcow2Error.UNREADABLE) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
