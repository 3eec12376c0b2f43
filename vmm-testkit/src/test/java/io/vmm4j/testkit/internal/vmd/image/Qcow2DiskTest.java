package io.vmm4j.testkit.internal.vmd.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vmm4j.testkit.Requirement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** openbsd.md 1.4. */
class Qcow2DiskTest {

    private static final int CLUSTER = 1 << 16;
    private static final long MEGABYTES_10 = 10L << 20;

    private static MemoryContent created(String base) throws Exception {
        MemoryContent file = new MemoryContent();
        new Qcow2Creation(MEGABYTES_10, base).writeTo(file);
        return file;
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(VirtualDisk disk, long position, int length) throws Exception {
        byte[] buffer = new byte[length];
        disk.read(position, buffer, length);
        return buffer;
    }

    @Test
    void an_empty_image_has_version_3_and_256_kilobytes() throws Exception {
        byte[] bytes = created("").bytes();
        ByteBuffer header = ByteBuffer.wrap(bytes);

        assertThat(bytes).hasSize(256 << 10);
        assertThat(header.getInt(0)).isEqualTo(0x514649fb);
        assertThat(header.getInt(4)).isEqualTo(3);
        assertThat(header.getInt(20)).as("cluster bits").isEqualTo(16);
        assertThat(header.getLong(24)).as("disk size").isEqualTo(MEGABYTES_10);
        assertThat(header.getLong(40)).as("first-level table").isEqualTo(0x10000);
        assertThat(header.getLong(48)).as("refcount table").isEqualTo(0x20000);
        assertThat(header.getInt(96)).as("refcount order").isEqualTo(4);
        assertThat(header.getInt(100)).as("header length").isEqualTo(104);
    }

    @Test
    void the_name_of_the_base_is_stored_as_given_at_0x68() throws Exception {
        MemoryContent image = created("../base.qcow2");

        assertThat(new String(image.bytes(), 0x68, 13, StandardCharsets.ISO_8859_1))
                .isEqualTo("../base.qcow2");
        assertThat(Qcow2Header.baseName(image)).isEqualTo("../base.qcow2");
    }

    @Test
    void what_was_written_is_read_back() throws Exception {
        MemoryContent file = created("");
        byte[] noise = noise(3 * CLUSTER);
        Qcow2Disk.open(List.of(file)).write(CLUSTER - 100, noise, noise.length);

        Qcow2Disk again = Qcow2Disk.open(List.of(file));

        assertThat(read(again, CLUSTER - 100, noise.length)).isEqualTo(noise);
        assertThat(read(again, 0, 100)).containsOnly(0);
        assertThat(read(again, MEGABYTES_10 - 10, 10)).containsOnly(0);
    }

    @Test
    void a_derived_image_reads_its_base_and_keeps_its_own_changes() throws Exception {
        MemoryContent base = created("");
        byte[] noise = noise(2 * CLUSTER);
        Qcow2Disk.open(List.of(base)).write(0, noise, noise.length);
        byte[] before = base.bytes().clone();
        MemoryContent derived = created("/vm/base.qcow2");

        Qcow2Disk disk = Qcow2Disk.open(List.of(derived, base));
        disk.write(10, new byte[] {1, 2, 3}, 3);

        assertThat(read(disk, 10, 3)).containsExactly(1, 2, 3);
        assertThat(read(disk, 13, 100)).isEqualTo(Arrays.copyOfRange(noise, 13, 113));
        assertThat(read(disk, CLUSTER, CLUSTER)).isEqualTo(Arrays.copyOfRange(noise, CLUSTER, 2 * CLUSTER));
        assertThat(base.bytes()).isEqualTo(before);
    }

    @Test
    void compressed_clusters_are_refused_when_they_are_read() throws Exception {
        MemoryContent file = created("");
        Qcow2Disk.open(List.of(file)).write(0, new byte[] {1}, 1);
        long table = ByteBuffer.wrap(file.bytes()).getLong(0x10000) & ~(1L << 63);
        ByteBuffer.wrap(file.bytes()).putLong((int) table, (1L << 62) | 0x50000);

        assertThatExceptionOfType(ImageError.class)
                .isThrownBy(() -> read(Qcow2Disk.open(List.of(file)), 0, 1))
                .satisfies(e -> assertThat(e.severity()).isEqualTo(ImageError.Severity.FATAL))
                .extracting(ImageError::text)
                .isEqualTo("xlate: compressed clusters unsupported");
    }

    @Test
    void unknown_features_refcount_sizes_and_broken_headers_are_refused() throws Exception {
        MemoryContent zstd = created("");
        ByteBuffer.wrap(zstd.bytes()).putLong(72, 8);
        MemoryContent dirty = created("");
        ByteBuffer.wrap(dirty.bytes()).putLong(72, 3);
        MemoryContent oneBit = created("");
        ByteBuffer.wrap(oneBit.bytes()).putInt(96, 0);

        assertThat(refusal(zstd)).isEqualTo("unsupported features 8");
        assertThat(refusal(oneBit)).isEqualTo("unsupported refcount size\n");
        assertThat(refusal(new MemoryContent(new byte[200]))).isEqualTo("invalid magic numbers");
        assertThat(refusal(new MemoryContent(new byte[20]))).isEqualTo("short read on header");
        assertThat(Qcow2Disk.open(List.of(dirty)).size()).isEqualTo(MEGABYTES_10);
    }

    private static String refusal(DiskContent file) throws Exception {
        try {
            Qcow2Disk.open(List.of(file));
            return "";
        } catch (ImageError e) {
            return e.text();
        }
    }

    @Test
    void qemu_finds_nothing_wrong_with_our_images(@TempDir Path dir) throws Exception {
        Requirement.require(Files.isExecutable(Path.of("/usr/bin/qemu-img")), "qemu-img");
        MemoryContent file = created("");
        Qcow2Disk disk = Qcow2Disk.open(List.of(file));
        byte[] noise = noise(CLUSTER);
        for (long at = 0; at < MEGABYTES_10 - CLUSTER; at += 3L * CLUSTER / 2) {
            disk.write(at, noise, noise.length);
        }
        Path image = dir.resolve("a.qcow2");
        Files.write(image, file.bytes());

        Process check = new ProcessBuilder("/usr/bin/qemu-img", "check", image.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("out").toFile())
                .start();

        assertThat(check.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(dir.resolve("out"))).contains("No errors were found");
        assertThat(check.exitValue()).isZero();
    }
}
