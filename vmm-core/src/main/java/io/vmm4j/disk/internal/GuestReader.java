package io.vmm4j.disk.internal;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the disk that a chain of images makes up. Not thread safe: one a thread. */
final class GuestReader implements Closeable {

    private final List<Layer> layers;
    private final List<Optional<ClusterMap>> maps = new ArrayList<>();
    private final ClusterDecoder decoder = new ClusterDecoder();
    private final long size;

    /** The compressed cluster that was read in parts last. */
    private byte[] part = new byte[0];

    private int partLevel = -1;
    private long partNumber;

    /** A reader of an open chain, the image first. */
    GuestReader(List<Layer> layers) {
        this.layers = layers;
        this.size = layers.get(0).size();
        layers.forEach(layer -> maps.add(layer.header().map(header -> new ClusterMap(layer.file(), header))));
    }

    /** Reads a part of the disk that does not go beyond its end. */
    void read(long offset, byte[] into, int length) {
        read(0, offset, into, 0, length);
    }

    /** The first place from one on where there may be something else than zeros; the disk's size if there is none. */
    long nextData(long from) {
        long next = size;
        for (int level = 0; level < layers.size(); level++) {
            Layer layer = layers.get(level);
            if (from >= layer.size()) {
                continue;
            }
            if (layer.header().isEmpty()) {
                return from;
            }
            long stored = maps.get(level).orElseThrow().nextStored(from / layer.clusterSize());
            if (stored < layer.header().get().guestClusters()) {
                next = Math.min(next, Math.max(from, stored * layer.clusterSize()));
            }
        }
        return next;
    }

    private void read(int level, long offset, byte[] into, int at, int length) {
        if (level == layers.size()) {
            Arrays.fill(into, at, at + length, (byte) 0);
            return;
        }
        Layer layer = layers.get(level);
        int there = (int) Math.max(0, Math.min(length, layer.size() - offset));
        Arrays.fill(into, at + there, at + length, (byte) 0);
        if (layer.header().isEmpty()) {
            layer.file().readOrZeros(offset, into, at, there);
            return;
        }
        int done = 0;
        while (done < there) {
            done += readSome(level, offset + done, into, at + done, there - done);
        }
    }

    /** Reads to the end of a cluster, or of several that follow each other in the file too. */
    private int readSome(int level, long offset, byte[] into, int at, int wanted) {
        Layer layer = layers.get(level);
        ClusterMap map = maps.get(level).orElseThrow();
        int clusterSize = layer.clusterSize();
        long number = offset / clusterSize;
        int inside = (int) (offset % clusterSize);
        int length = Math.min(wanted, clusterSize - inside);
        Cluster cluster = map.cluster(number);
        switch (cluster.kind()) {
            case UNALLOCATED -> read(level + 1, offset, into, at, length);
            case ZERO -> Arrays.fill(into, at, at + length, (byte) 0);
            case COMPRESSED -> decompress(level, number, cluster, inside, into, at, length);
            case DATA -> {
                while (length < wanted && follows(map.cluster(++number), cluster.offset() + inside + length)) {
                    length = Math.min(wanted, length + clusterSize);
                }
                layer.file().readOrZeros(cluster.offset() + inside, into, at, length);
            }
        }
        return length;
    }

    private static boolean follows(Cluster cluster, long end) {
        return cluster.kind() == Cluster.Kind.DATA && cluster.offset() == end;
    }

    private void decompress(int level, long number, Cluster cluster, int inside, byte[] into, int at, int length) {
        Layer layer = layers.get(level);
        Header header = layer.header().orElseThrow();
        if (length == header.clusterSize()) {
            decoder.decode(layer, header, cluster, into, at);
            return;
        }
        if (partLevel != level || partNumber != number) {
            partLevel = -1;
            if (part.length < header.clusterSize()) {
                part = new byte[header.clusterSize()];
            }
            decoder.decode(layer, header, cluster, part, 0);
            partLevel = level;
            partNumber = number;
        }
        System.arraycopy(part, inside, into, at, length);
    }

    @Override
    public void close() {
        decoder.close();
    }
}
