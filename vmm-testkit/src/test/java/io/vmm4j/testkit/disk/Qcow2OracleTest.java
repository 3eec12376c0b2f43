package io.vmm4j.testkit.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.DiskFormat;
import io.vmm4j.disk.BackingFiles;
import io.vmm4j.disk.Conversion;
import io.vmm4j.disk.ConversionOptions;
import io.vmm4j.disk.Qcow2;
import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.Qcow2Exception;
import io.vmm4j.disk.Qcow2Feature;
import io.vmm4j.disk.VmdObstacle;
import io.vmm4j.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What qemu-img made is read, and what we made is what qemu-img would have made of it. */
class Qcow2OracleTest {

    private static final int BLOCK = 4096;

    @TempDir
    private Path directory;

    private QemuImg qemu;
    private Path source;
    private Path raw;
    private Path qcow2;

    @BeforeEach
    void needsQemu() {
        Requirement.require(QemuImg.isInstalled(), "qemu-img and qemu-io (qemu-utils)");
        qemu = new QemuImg(directory);
        source = directory.resolve("source.qcow2");
        raw = directory.resolve("ours.raw");
        qcow2 = directory.resolve("ours.qcow2");
    }

    static Stream<GeneratedImage> images() {
        return IntStream.range(0, GeneratedImage.COUNT).mapToObj(GeneratedImage::new);
    }

    @ParameterizedTest
    @MethodSource("images")
    void an_image_is_converted_as_qemu_does_it(GeneratedImage image) throws IOException {
        image.make(directory, qemu);
        Path theirs = directory.resolve("theirs.raw");
        qemu.run("convert", "-f", "qcow2", "-O", "raw", source.toString(), theirs.toString());
        ConversionOptions options = ConversionOptions.defaults()
                .withBackingFiles(image.isDerived() ? BackingFiles.SAME_DIRECTORY : BackingFiles.REFUSE);

        Conversion toRaw = Qcow2.convert(source, raw, DiskFormat.RAW, options);
        Conversion toQcow2 = Qcow2.convert(source, qcow2, DiskFormat.QCOW2, options);

        assertThat(Files.mismatch(raw, theirs)).isEqualTo(-1);
        qemu.compare(qcow2, theirs);
        qemu.check(qcow2);
        assertThat(Qcow2.inspect(qcow2).usableByVmd().obstacles()).isEmpty();
        assertThat(toRaw.dataBytes()).isEqualTo(nonZero(theirs, BLOCK));
        assertThat(toQcow2.dataBytes()).isEqualTo(nonZero(theirs, 1 << 16));
    }

    /** Bytes in blocks that are not all zero. */
    private static long nonZero(Path file, int block) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] zeros = new byte[block];
        long sum = 0;
        for (int at = 0; at < bytes.length; at += block) {
            int end = Math.min(bytes.length, at + block);
            sum += Arrays.equals(bytes, at, end, zeros, 0, end - at) ? 0 : end - at;
        }
        return sum;
    }

    @Test
    void holes_stay_holes() throws IOException {
        qemu.run("create", "-q", "-f", "qcow2", source.toString(), "10G");
        qemu.io(source, List.of("write -P 1 5G 64k", "write -P 0 6G 1M", "write -P 2 10737352704 64k"));

        Qcow2.convert(source, raw, DiskFormat.RAW);
        Qcow2.convert(source, qcow2, DiskFormat.QCOW2);

        assertThat(Files.size(raw)).isEqualTo(10L << 30);
        assertThat(qemu.allocated(raw)).isBetween(2L << 16, (2L << 16) + (1 << 16));
        assertThat(qemu.allocated(qcow2)).isLessThan(1 << 20);
        qemu.compare(qcow2, raw);
        qemu.run("compare", "-q", source.toString(), raw.toString());
    }

    @Test
    void an_internal_snapshot_does_not_disturb() {
        qemu.run("create", "-q", "-f", "qcow2", source.toString(), "1M");
        qemu.io(source, List.of("write -P 1 0 128k"));
        qemu.run("snapshot", "-c", "before", source.toString());
        qemu.io(source, List.of("write -P 2 64k 128k"));

        Qcow2.convert(source, raw, DiskFormat.RAW);

        assertThat(Qcow2.inspect(source).snapshots()).isEqualTo(1);
        assertThat(Qcow2.inspect(source).usableByVmd().possible()).isTrue();
        qemu.compare(source, raw);
    }

    @Test
    void a_bitmap_is_seen() {
        qemu.run("create", "-q", "-f", "qcow2", source.toString(), "1M");
        qemu.run("bitmap", "--add", source.toString(), "b0");

        assertThat(Qcow2.inspect(source).features().has(Qcow2Feature.BITMAPS)).isTrue();
        assertThat(Qcow2.inspect(source).usableByVmd().possible()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"extended_l2=on", "data_file=external.raw"})
    void features_that_change_the_layout_are_refused_and_described(String option) {
        qemu.run("create", "-q", "-f", "qcow2", "-o", option, source.toString(), "1M");

        assertThat(Qcow2.inspect(source).clusters()).isEmpty();
        assertThat(Qcow2.inspect(source).usableByVmd().obstacles())
                .extracting(problem -> problem.code())
                .containsExactly(VmdObstacle.FEATURES);
        assertThatThrownBy(() -> Qcow2.convert(source, raw, DiskFormat.RAW))
                .isInstanceOfSatisfying(
                        Qcow2Exception.class, e -> assertThat(e.code()).isEqualTo(Qcow2Error.UNSUPPORTED_FEATURES));
        assertThat(raw).doesNotExist();
    }

    @Test
    void an_encrypted_image_is_refused() {
        qemu.run(
                "create",
                "-q",
                "-f",
                "qcow2",
                "--object",
                "secret,id=s,data=secret",
                "-o",
                "encrypt.format=aes,encrypt.key-secret=s",
                source.toString(),
                "1M");

        assertThat(Qcow2.inspect(source).usableByVmd().obstacles())
                .extracting(problem -> problem.code())
                .containsExactly(VmdObstacle.ENCRYPTED);
        assertThatThrownBy(() -> Qcow2.convert(source, raw, DiskFormat.RAW))
                .isInstanceOfSatisfying(
                        Qcow2Exception.class, e -> assertThat(e.code()).isEqualTo(Qcow2Error.ENCRYPTED));
    }

    @Test
    void a_small_refcount_table_is_found() {
        qemu.run("create", "-q", "-f", "qcow2", "-o", "cluster_size=512", source.toString(), "1G");

        assertThat(Qcow2.inspect(source).usableByVmd().obstacles())
                .extracting(problem -> problem.code())
                .containsExactly(VmdObstacle.REFCOUNT_TABLE_FULL);
    }

    @Test
    void a_chain_longer_than_vmd_opens_is_found() {
        qemu.run("create", "-q", "-f", "qcow2", directory.resolve("0.qcow2").toString(), "1M");
        for (int i = 1; i <= 4; i++) {
            Path image = directory.resolve(i + ".qcow2");
            qemu.run("create", "-q", "-f", "qcow2", "-b", i - 1 + ".qcow2", "-F", "qcow2", image.toString());
        }

        assertThat(Qcow2.inspect(directory.resolve("3.qcow2"), BackingFiles.SAME_DIRECTORY)
                        .usableByVmd()
                        .obstacles())
                .isEmpty();
        assertThat(Qcow2.inspect(directory.resolve("4.qcow2"), BackingFiles.SAME_DIRECTORY)
                        .usableByVmd()
                        .obstacles())
                .extracting(problem -> problem.code())
                .containsExactly(VmdObstacle.BACKING_CHAIN_TOO_LONG);
    }
}
