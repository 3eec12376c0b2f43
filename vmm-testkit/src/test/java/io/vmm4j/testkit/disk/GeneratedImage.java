package io.vmm4j.testkit.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An image that QEMU makes, of a kind that a number decides: the same number gives the same image. */
final class GeneratedImage {

    static final int COUNT = 208;

    private static final int CLUSTER_SIZES = 13;
    private static final int SECTOR = 512;

    private final int number;
    private final Random random;
    private final int version;
    private final int clusterSize;
    private final String compression;
    private final String base;
    private final int size;

    GeneratedImage(int number) {
        this.number = number;
        this.random = new Random(number);
        this.clusterSize = SECTOR << number % CLUSTER_SIZES;
        int kind = number / CLUSTER_SIZES;
        this.version = kind % 4 == 0 ? 2 : 3;
        this.compression = kind % 4 == 1 ? "zstd" : kind % 4 == 3 ? "" : "zlib";
        this.base = kind < 8 ? "" : kind % 2 == 0 ? "qcow2" : "raw";
        int clusters = Math.max(2, (1 << 20) / clusterSize);
        this.size = (clusters * clusterSize + random.nextInt(clusterSize)) / SECTOR * SECTOR + SECTOR;
    }

    boolean isDerived() {
        return !base.isEmpty();
    }

    /** Makes it, and what it is derived from. */
    Path make(Path directory, QemuImg qemu) throws IOException {
        Path raw = Files.write(directory.resolve("content.raw"), content());
        Path image = directory.resolve("source.qcow2");
        if (!isDerived()) {
            convert(qemu, raw, image, options());
            return image;
        }
        if (base.equals("qcow2")) {
            String other = "compat=1.1,cluster_size=" + (SECTOR << random.nextInt(CLUSTER_SIZES));
            convert(qemu, raw, directory.resolve("base.qcow2"), other);
            Files.delete(raw);
        } else {
            Files.move(raw, directory.resolve("base.raw"));
        }
        int bigger = size + random.nextInt(3) * (1 << 18);
        qemu.run(
                "create",
                "-q",
                "-f",
                "qcow2",
                "-o",
                options(),
                "-b",
                "base." + base,
                "-F",
                base,
                image.toString(),
                "" + bigger);
        qemu.io(image, writes(bigger));
        return image;
    }

    private void convert(QemuImg qemu, Path raw, Path image, String options) {
        List<String> arguments = new ArrayList<>(List.of("convert", "-q", "-f", "raw", "-O", "qcow2", "-o", options));
        if (!compression.isEmpty()) {
            arguments.add("-c");
        }
        arguments.addAll(List.of(raw.toString(), image.toString()));
        qemu.run(arguments.toArray(String[]::new));
    }

    private String options() {
        List<String> options = new ArrayList<>(List.of("cluster_size=" + clusterSize));
        options.add(version == 2 ? "compat=0.10" : "compat=1.1");
        if (compression.equals("zstd")) {
            options.add("compression_type=zstd");
        }
        if (version == 3 && number % 3 == 0) {
            options.add("lazy_refcounts=on");
        }
        if (version == 3 && number % 5 == 0) {
            options.add("refcount_bits=" + (1 << number % 7));
        }
        return String.join(",", options);
    }

    /** Zeros, text that can be compressed, and noise that cannot, in pieces of all lengths. */
    private byte[] content() {
        byte[] bytes = new byte[size];
        int at = 0;
        while (at < size) {
            int length = Math.min(size - at, SECTOR * (1 + random.nextInt(1 << random.nextInt(10))));
            int kind = random.nextInt(4);
            if (kind == 0) {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, bytes, at, length);
            } else if (kind == 1) {
                byte[] text = "The quick brown fox %d. "
                        .formatted(at)
                        .repeat(length / 20 + 1)
                        .getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(text, 0, bytes, at, length);
            }
            at += length;
        }
        return bytes;
    }

    private List<String> writes(int disk) {
        List<String> commands = new ArrayList<>();
        // First, as QEMU compresses nothing into a cluster that is in use.
        if (!compression.isEmpty() && disk >= 2 * clusterSize) {
            commands.add("write -c -P 7 " + clusterSize + " " + clusterSize);
        }
        for (int i = 0; i < 6; i++) {
            int at = random.nextInt(disk / SECTOR) * SECTOR;
            int length = Math.min(disk - at, SECTOR * (1 + random.nextInt(200)));
            String how = version == 3 && random.nextInt(3) == 0 ? "write -z" : "write -P " + (1 + random.nextInt(255));
            commands.add(how + " " + at + " " + length);
        }
        return commands;
    }

    @Override
    public String toString() {
        return "%d: version %d, clusters of %d, %s, base %s, %d bytes"
                .formatted(
                        number,
                        version,
                        clusterSize,
                        compression.isEmpty() ? "uncompressed" : compression,
                        base.isEmpty() ? "none" : base,
                        size);
    }
}
