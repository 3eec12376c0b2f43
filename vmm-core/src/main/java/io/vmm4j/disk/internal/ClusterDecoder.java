package io.vmm4j.disk.internal;

import io.airlift.compress.zstd.ZstdDecompressor;
import io.vmm4j.disk.Qcow2Compression;
import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.Qcow2Exception;
import java.io.Closeable;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses clusters. Not thread safe: one a thread. */
final class ClusterDecoder implements Closeable {

    private final Inflater inflater = new Inflater(true);
    private final ZstdDecompressor zstd = new ZstdDecompressor();
    private byte[] input = new byte[0];

    /** Reads a compressed cluster and fills the place for it. */
    void decode(Layer layer, Header header, Cluster cluster, byte[] into, int at) {
        ImageFile file = layer.file();
        // Inflater wants a byte more than there is.
        if (input.length < cluster.length() + 1) {
            input = new byte[cluster.length() + 1];
        }
        file.read(cluster.offset(), input, 0, cluster.length(), "a compressed cluster");
        input[cluster.length()] = 0;
        boolean whole = header.compression() == Qcow2Compression.ZSTD
                ? zstd(cluster.length(), into, at, header.clusterSize())
                : zlib(cluster.length() + 1, into, at, header.clusterSize());
        if (!whole) {
            throw new Qcow2Exception(Errors.problem(Qcow2Error.BAD_COMPRESSED_CLUSTER, file.path())
                    .with("offset", cluster.offset()));
        }
    }

    private boolean zlib(int length, byte[] into, int at, int size) {
        inflater.reset();
        inflater.setInput(input, 0, length);
        int done = 0;
        try {
            while (done < size) {
                int more = inflater.inflate(into, at + done, size - done);
                if (more == 0) {
                    return false;
                }
                done += more;
            }
            return true;
        } catch (DataFormatException e) {
            return false;
        }
    }

    /** What follows in the last sector belongs to another cluster, so that the end of each frame has to be found first. */
    private boolean zstd(int length, byte[] into, int at, int size) {
        int read = 0;
        int done = 0;
        try {
            while (done < size) {
                int frame = ZstdFrame.length(input, read, length - read);
                if (frame < 0) {
                    return false;
                }
                done += zstd.decompress(input, read, frame, into, at + done, size - done);
                read += frame;
            }
            return true;
        } catch (RuntimeException e) {
            // What the library throws on malformed input is not only its own exception.
            return false;
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
