package io.vmm4j.disk.internal;

import io.vmm4j.disk.BackingFiles;
import io.vmm4j.disk.Qcow2Compression;
import io.vmm4j.disk.Qcow2Encryption;
import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.Qcow2Exception;
import io.vmm4j.disk.Qcow2Feature;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An image and all that it is derived from, open, and found to be readable here. */
final class ImageChain implements Closeable {

    static final int MAX_LENGTH = 32;

    private final List<Layer> layers = new ArrayList<>();

    private ImageChain() {}

    static ImageChain open(Path image, BackingFiles allowed) {
        ImageChain chain = new ImageChain();
        try {
            chain.add(image, allowed);
            return chain;
        } catch (RuntimeException e) {
            chain.close();
            throw e;
        }
    }

    /** A raw image, which stands alone. */
    static ImageChain openRaw(Path image) {
        ImageChain chain = new ImageChain();
        chain.layers.add(new Layer(LocalFile.open(image), Optional.empty()));
        return chain;
    }

    /** The image first. */
    List<Layer> layers() {
        return List.copyOf(layers);
    }

    private void add(Path image, BackingFiles allowed) {
        Path next = image;
        while (true) {
            Header header = addQcow2(next);
            if (header.backingFile().isEmpty()) {
                return;
            }
            if (layers.size() == MAX_LENGTH) {
                throw new Qcow2Exception(
                        Errors.problem(Qcow2Error.BACKING_CHAIN_TOO_LONG, image).with("limit", MAX_LENGTH));
            }
            String name = header.backingFile().get();
            Path base = BackingPath.resolve(next, name, allowed);
            if (isRaw(next, name, header)) {
                layers.add(new Layer(LocalFile.open(base), Optional.empty()));
                return;
            }
            next = base;
        }
    }

    /**
     * An image that does not say is taken for qcow2, as vmd(8) does. Looking for the magic number instead would let the guest of a raw
     * base decide.
     */
    static boolean isRaw(Path image, String name, Header header) {
        String format = header.backingFormat().orElse("qcow2");
        return switch (format) {
            case "raw" -> true;
            case "qcow2" -> false;
            default ->
                throw new Qcow2Exception(Errors.problem(Qcow2Error.BACKING_FORMAT, image)
                        .with("backing", name)
                        .with("format", format));
        };
    }

    private Header addQcow2(Path path) {
        ImageFile file = LocalFile.open(path);
        try {
            Header header = HeaderReader.read(file);
            checkReadable(path, header);
            ClusterScan.scan(file, header);
            layers.add(new Layer(file, Optional.of(header)));
            return header;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void checkReadable(Path path, Header header) {
        if (header.features().has(Qcow2Feature.CORRUPT)) {
            throw new Qcow2Exception(Errors.problem(Qcow2Error.MARKED_CORRUPT, path));
        }
        if (header.encryption() != Qcow2Encryption.NONE) {
            throw new Qcow2Exception(Errors.problem(Qcow2Error.ENCRYPTED, path).with("method", header.encryption()));
        }
        if (!header.clustersCanBeFound() || header.compression() == Qcow2Compression.UNKNOWN) {
            throw new Qcow2Exception(Errors.problem(Qcow2Error.UNSUPPORTED_FEATURES, path)
                    .with("features", String.join(", ", header.features().incompatibleBeside(Qcow2Feature.DIRTY))));
        }
    }

    @Override
    public void close() {
        layers.forEach(layer -> layer.file().close());
    }
}
