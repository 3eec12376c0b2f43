package io.vmm4j.disk.internal;

import io.vmm4j.DiskFormat;
import io.vmm4j.disk.ConversionOptions;
import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.Qcow2Exception;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;

/**
 * The disk in an image as a qcow2 image that vmd(8) can use, from its first byte to its last, so that it can be sent: tables in front, data
 * without clusters of zeros, reference counts at the end. The source is read once to know which clusters there are, and once more
 * for each {@link #open}. Memory: a bit for each cluster, and a few chunks. One thread at a time.
 */
public final class Qcow2Stream implements Closeable {

    /** So that each cluster has a bit. */
    private static final long MAX_SIZE = 1L << 46;

    private static final int CLUSTER = Qcow2Geometry.CLUSTER;
    private static final int L2_ENTRIES = Qcow2Geometry.L2_ENTRIES;

    private final Path source;
    private final ConversionOptions options;
    private final ImageChain chain;
    private final Qcow2Geometry geometry;
    private final BitSet stored = new BitSet();
    private final BitSet tables = new BitSet();

    private Qcow2Stream(Path source, ImageChain chain, ConversionOptions options) {
        this.source = source;
        this.options = options;
        this.chain = chain;
        long size = chain.layers().get(0).size();
        if (size > MAX_SIZE) {
            throw new Qcow2Exception(Errors.problem(Qcow2Error.TOO_LARGE, source)
                    .with("size", size)
                    .with("limit", MAX_SIZE));
        }
        this.geometry = Qcow2Geometry.of((size + 511) / 512 * 512);
        scan();
    }

    /**
     * Reads an image to its end.
     *
     * @throws Qcow2Exception if it cannot be read
     */
    public static Qcow2Stream of(Path source, DiskFormat format, ConversionOptions options) {
        ImageChain chain =
                format == DiskFormat.RAW ? ImageChain.openRaw(source) : ImageChain.open(source, options.backingFiles());
        try {
            return new Qcow2Stream(source, chain, options);
        } catch (RuntimeException e) {
            chain.close();
            throw e;
        }
    }

    private void scan() {
        try (ReadAhead chunks = new ReadAhead(source, chain.layers())) {
            for (ReadAhead.Chunk chunk = chunks.next(); chunk.length() > 0; chunk = chunks.next()) {
                requireWanted();
                for (int at = 0; at < chunk.length(); at += CLUSTER) {
                    if (!Zeros.areAll(chunk.bytes(), at, Math.min(chunk.length(), at + CLUSTER))) {
                        int cluster = (int) ((chunk.offset() + at) / CLUSTER);
                        stored.set(cluster);
                        tables.set(cluster / L2_ENTRIES);
                    }
                }
            }
        }
    }

    private void requireWanted() {
        if (options.monitor().cancelled()) {
            throw new Qcow2Exception(Errors.problem(Qcow2Error.CANCELLED, source));
        }
    }

    private long clustersBeforeRefcounts() {
        return geometry.first() + tables.cardinality() + stored.cardinality();
    }

    /** Bytes of the disk, a multiple of 512. */
    public long virtualSize() {
        return geometry.size();
    }

    /** Bytes that the stream has. */
    public long size() {
        long clusters = clustersBeforeRefcounts();
        return (clusters + Qcow2Geometry.refcountBlocks(clusters)) * CLUSTER;
    }

    /** The image. What goes wrong with the source is an {@link IOException} with a {@link Qcow2Exception} as its cause. */
    public InputStream open() {
        return new Content();
    }

    @Override
    public void close() {
        chain.close();
    }

    /** Head, L2 tables, data, blocks of reference counts. */
    private final class Content extends InputStream {

        private final ReadAhead chunks = new ReadAhead(source, chain.layers());
        private byte[] piece = head();
        private int at;
        private long sent;
        private int table = tables.nextSetBit(0);
        private int cluster = stored.nextSetBit(0);
        private long firstData = geometry.first() + tables.cardinality();
        private long block;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                while (at == piece.length) {
                    Optional<byte[]> next = next();
                    if (next.isEmpty()) {
                        return -1;
                    }
                    piece = next.get();
                    at = 0;
                    options.monitor().progress(sent, size());
                    requireWanted();
                }
            } catch (Qcow2Exception e) {
                throw new IOException(e);
            }
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, count);
            at += count;
            sent += count;
            return count;
        }

        private Optional<byte[]> next() {
            if (table >= 0) {
                byte[] entries = l2(table);
                table = tables.nextSetBit(table + 1);
                return Optional.of(entries);
            }
            if (cluster >= 0) {
                return Optional.of(data());
            }
            long clusters = clustersBeforeRefcounts();
            long blocks = Qcow2Geometry.refcountBlocks(clusters);
            if (block == blocks) {
                return Optional.empty();
            }
            return Optional.of(Qcow2Geometry.refcountBlock(clusters + blocks - block++ * Qcow2Geometry.REFCOUNTS));
        }

        /** Header, L1 table and refcount table, in whole clusters. */
        private byte[] head() {
            ByteBuffer head = ByteBuffer.allocate(Math.toIntExact(geometry.first() * CLUSTER));
            head.put(geometry.header());
            long place = geometry.first();
            for (int number = tables.nextSetBit(0); number >= 0; number = tables.nextSetBit(number + 1)) {
                head.putLong(CLUSTER + number * 8, place++ * CLUSTER | Qcow2Geometry.COPIED);
            }
            long clusters = clustersBeforeRefcounts();
            int entry = Math.toIntExact(geometry.refcountTable() * CLUSTER);
            for (long number = 0; number < Qcow2Geometry.refcountBlocks(clusters); number++) {
                head.putLong(entry, (clusters + number) * CLUSTER);
                entry += 8;
            }
            return head.array();
        }

        private byte[] l2(int number) {
            ByteBuffer entries = ByteBuffer.allocate(CLUSTER);
            int end = (number + 1) * L2_ENTRIES;
            for (int one = stored.nextSetBit(number * L2_ENTRIES);
                    one >= 0 && one < end;
                    one = stored.nextSetBit(one + 1)) {
                entries.putLong(one % L2_ENTRIES * 8, firstData++ * CLUSTER | Qcow2Geometry.COPIED);
            }
            return entries.array();
        }

        /** The next clusters. One that has become zeros is sent all the same; one that has become data has no place. */
        private byte[] data() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            while (out.size() == 0) {
                ReadAhead.Chunk chunk = chunks.next();
                if (chunk.length() == 0) {
                    throw changed();
                }
                for (int start = 0; start < chunk.length(); start += CLUSTER) {
                    int number = (int) ((chunk.offset() + start) / CLUSTER);
                    int length = Math.min(CLUSTER, chunk.length() - start);
                    if (cluster == number) {
                        out.write(chunk.bytes(), start, length);
                        out.writeBytes(new byte[CLUSTER - length]);
                        cluster = stored.nextSetBit(number + 1);
                    } else if ((cluster >= 0 && cluster < number)
                            || !Zeros.areAll(chunk.bytes(), start, start + length)) {
                        throw changed();
                    }
                }
            }
            return out.toByteArray();
        }

        private Qcow2Exception changed() {
            return Errors.malformed(source, "it changed while it was read");
        }

        @Override
        public void close() {
            chunks.close();
        }
    }
}
