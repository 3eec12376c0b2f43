package io.vmm4j.examples.benchmarks;

import io.vmm4j.DiskFormat;
import io.vmm4j.disk.Qcow2;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A program of its own: converts a compressed image of a 2 GiB disk, a quarter of it data, as {@code qemu-img convert} does, and prints
 * the ratio of the times and the most heap that was in use. Run it with {@code -Xmx64m}.
 *
 * <p>Exit status 0 when everything could be measured; something is thrown when not.
 */
public final class DiskImages {

    private static final long MEBIBYTE = 1 << 20;
    private static final int ROUNDS = 3;

    private final Path room;
    private final Path source;

    private DiskImages(Path room) {
        this.room = room;
        this.source = room.resolve("source.qcow2");
    }

    /** Takes the size of the disk in MiB, or else 2048. */
    public static void main(String[] arguments) throws IOException {
        long size = (arguments.length == 0 ? 2048 : Long.parseLong(arguments[0])) * MEBIBYTE;
        Path memory = Path.of("/dev/shm");
        Path room = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "vmm4j-disks")
                : Files.createTempDirectory("vmm4j-disks");
        DiskImages images = new DiskImages(room);
        try {
            for (String compression : List.of("zlib", "zstd")) {
                images.prepare(size, compression);
                for (DiskFormat format : DiskFormat.values()) {
                    images.race(compression, format);
                }
            }
        } finally {
            Files.deleteIfExists(images.source);
            Files.delete(room);
        }
        System.out.printf(
                Locale.ROOT,
                "%nPeaks of the heap's pools, summed: %d MiB, of at most %d MiB%n",
                peakHeap() / MEBIBYTE,
                Runtime.getRuntime().maxMemory() / MEBIBYTE);
    }

    private void race(String compression, DiskFormat format) throws IOException {
        double ours = Double.MAX_VALUE;
        double theirs = Double.MAX_VALUE;
        Path target = room.resolve("target");
        for (int round = 0; round < ROUNDS; round++) {
            ours = Math.min(ours, seconds(() -> Qcow2.convert(source, target, format)));
            Files.delete(target);
            theirs = Math.min(
                    theirs,
                    seconds(() -> Programs.run(List.of(
                            "qemu-img",
                            "convert",
                            "-f",
                            "qcow2",
                            "-O",
                            format.toString(),
                            source.toString(),
                            target.toString()))));
            Files.delete(target);
        }
        System.out.println(Row.of(compression + " to " + format, "qemu-img convert", ours, theirs, "s")
                .atMost(1.5));
    }

    private static double seconds(Runnable work) {
        long start = Timeline.system().nanoTime();
        work.run();
        return (Timeline.system().nanoTime() - start) / 1e9;
    }

    /** Every fourth of 16 MiB pieces has data: blocks of text, which can be compressed, and of noise, which cannot. */
    private void prepare(long size, String compression) throws IOException {
        Path raw = room.resolve("raw");
        Random random = new Random(1);
        byte[] text = new byte[1 << 16];
        try (RandomAccessFile file = new RandomAccessFile(raw.toFile(), "rw")) {
            file.setLength(size);
            for (long at = 0; at < size; at += text.length) {
                if (at / (16 * MEBIBYTE) % 4 == 0) {
                    fill(text, random);
                    file.seek(at);
                    file.write(text);
                }
            }
        }
        Files.deleteIfExists(source);
        Programs.run(List.of(
                "qemu-img",
                "convert",
                "-c",
                "-f",
                "raw",
                "-O",
                "qcow2",
                "-o",
                "compression_type=" + compression,
                raw.toString(),
                source.toString()));
        Files.delete(raw);
    }

    private static void fill(byte[] bytes, Random random) {
        random.nextBytes(bytes);
        if (random.nextInt(4) > 0) {
            byte[] words = "inode superblock cylinder group fragment label ".getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = bytes[i] > -100 ? words[(i + (bytes[i / 64] & 7)) % words.length] : bytes[i];
            }
        }
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
