package io.vmm4j.disk;

import io.airlift.compress.zstd.ZstdCompressor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Writes small qcow2 images, cluster by cluster, without using anything of what is tested. */
final class ImageBuilder {

    static final int CLUSTER = 4096;

    private static final int L1 = CLUSTER;
    private static final int REFCOUNT_TABLE = 2 * CLUSTER;
    private static final int L2 = 3 * CLUSTER;

    private final ByteBuffer bytes = ByteBuffer.allocate(64 * CLUSTER);
    private final boolean zstd;
    private int end = L2 + CLUSTER;

    private ImageBuilder(int version, int clusters, boolean zstd) {
        this.zstd = zstd;
        bytes.put("QFI\u00fb".getBytes(StandardCharsets.ISO_8859_1)).putInt(version);
        bytes.putInt(20, 12)
                .putLong(24, (long) clusters * CLUSTER)
                .putInt(36, 1)
                .putLong(40, L1)
                .putLong(48, REFCOUNT_TABLE)
                .putInt(56, 1);
        if (version == 3) {
            bytes.putLong(72, zstd ? 8 : 0).putInt(96, 4).putInt(100, 112).put(104, (byte) (zstd ? 1 : 0));
        }
        bytes.putLong(L1, L2);
    }

    static ImageBuilder version2(int clusters) {
        return new ImageBuilder(2, clusters, false);
    }

    static ImageBuilder version3(int clusters) {
        return new ImageBuilder(3, clusters, false);
    }

    static ImageBuilder withZstd(int clusters) {
        return new ImageBuilder(3, clusters, true);
    }

    ImageBuilder data(int cluster, int value) {
        end = (end + CLUSTER - 1) / CLUSTER * CLUSTER;
        entry(cluster, end | 1L << 63);
        Arrays.fill(bytes.array(), end, end + CLUSTER, (byte) value);
        end += CLUSTER;
        return this;
    }

    /** Compressed clusters follow each other without a gap, as QEMU writes them. */
    ImageBuilder compressed(int cluster, int value) {
        byte[] content = new byte[CLUSTER];
        Arrays.fill(content, (byte) value);
        byte[] small = new byte[CLUSTER];
        int length =
                zstd ? new ZstdCompressor().compress(content, 0, CLUSTER, small, 0, CLUSTER) : deflate(content, small);
        long sectors = (end % 512L + length - 1) / 512;
        entry(cluster, 1L << 62 | sectors << 58 | end);
        bytes.put(end, small, 0, length);
        end += length;
        return this;
    }

    private static int deflate(byte[] content, byte[] small) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        int length = deflater.deflate(small);
        deflater.end();
        return length;
    }

    ImageBuilder zero(int cluster) {
        return entry(cluster, 1);
    }

    ImageBuilder entry(int cluster, long entry) {
        bytes.putLong(L2 + cluster * 8, entry);
        return this;
    }

    ImageBuilder longAt(int offset, long value) {
        bytes.putLong(offset, value);
        return this;
    }

    ImageBuilder intAt(int offset, int value) {
        bytes.putInt(offset, value);
        return this;
    }

    /** Behind the header, where the format name goes too if there is one. */
    ImageBuilder backing(String name, String format) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        int headerEnd = bytes.getInt(4) == 2 ? 72 : 112;
        if (!format.isEmpty()) {
            byte[] word = format.getBytes(StandardCharsets.UTF_8);
            bytes.putInt(headerEnd, 0xe2792aca)
                    .putInt(headerEnd + 4, word.length)
                    .put(headerEnd + 8, word);
        }
        bytes.putLong(8, 512).putInt(16, text.length).put(512, text);
        return this;
    }

    byte[] build() {
        return Arrays.copyOf(bytes.array(), end);
    }
}
