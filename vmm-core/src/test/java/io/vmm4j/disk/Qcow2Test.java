package io.vmm4j.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.DiskFormat;
import io.vmm4j.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class Qcow2Test {

    private static final int CLUSTER = ImageBuilder.CLUSTER;

    @TempDir
    private Path directory;

    private Path image(String name, ImageBuilder builder) throws IOException {
        return Files.write(directory.resolve(name), builder.build());
    }

    private Path image(ImageBuilder builder) throws IOException {
        return image("source.qcow2", builder);
    }

    private byte[] converted(Path source, BackingFiles allowed) throws IOException {
        Path target = directory.resolve("target.raw");
        Qcow2.convert(
                source, target, DiskFormat.RAW, ConversionOptions.defaults().withBackingFiles(allowed));
        return Files.readAllBytes(target);
    }

    private static byte[] disk(int... values) {
        byte[] bytes = new byte[values.length * CLUSTER];
        for (int i = 0; i < values.length; i++) {
            Arrays.fill(bytes, i * CLUSTER, (i + 1) * CLUSTER, (byte) values[i]);
        }
        return bytes;
    }

    private void fails(Path source, ErrorCode code) {
        assertThatThrownBy(() -> converted(source, BackingFiles.REFUSE))
                .isInstanceOfSatisfying(
                        Qcow2Exception.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(directory.toFile().list()).noneMatch(name -> name.contains("target"));
    }

    private List<ErrorCode> obstacles(Path image, BackingFiles allowed) {
        List<ErrorCode> codes = new ArrayList<>();
        Qcow2.inspect(image, allowed).usableByVmd().obstacles().forEach(problem -> codes.add(problem.code()));
        return codes;
    }

    @Test
    void clusters_of_all_kinds_are_read() throws IOException {
        Path source = image(ImageBuilder.version3(6)
                .data(0, 1)
                .compressed(1, 2)
                .compressed(2, 3)
                .zero(3)
                .data(5, 4));

        assertThat(converted(source, BackingFiles.REFUSE)).isEqualTo(disk(1, 2, 3, 0, 0, 4));
        assertThat(Qcow2.inspect(source).clusters()).contains(new ClusterCounts(2, 2, 1, 1));
        assertThat(obstacles(source, BackingFiles.REFUSE))
                .containsExactly(VmdObstacle.COMPRESSED, VmdObstacle.ZERO_CLUSTERS);
    }

    @Test
    void zstd_frames_that_follow_each_other_are_told_apart() throws IOException {
        Path source =
                image(ImageBuilder.withZstd(3).compressed(0, 5).compressed(1, 6).compressed(2, 7));

        assertThat(converted(source, BackingFiles.REFUSE)).isEqualTo(disk(5, 6, 7));
        assertThat(Qcow2.inspect(source).compression()).isEqualTo(Qcow2Compression.ZSTD);
        assertThat(obstacles(source, BackingFiles.REFUSE))
                .containsExactly(VmdObstacle.FEATURES, VmdObstacle.COMPRESSED);
    }

    @Test
    void version_2_has_no_zero_clusters_and_is_not_for_vmd() throws IOException {
        Path source = image(ImageBuilder.version2(2).data(0, 1).compressed(1, 2));

        assertThat(converted(source, BackingFiles.REFUSE)).isEqualTo(disk(1, 2));
        assertThat(obstacles(source, BackingFiles.REFUSE))
                .containsExactly(VmdObstacle.VERSION_2, VmdObstacle.COMPRESSED);
    }

    @Test
    void a_disk_that_is_no_multiple_of_512_bytes_is_rounded_up() throws IOException {
        Path source = image(ImageBuilder.version3(2).data(1, 9).longAt(24, CLUSTER + 700));
        byte[] expected = Arrays.copyOf(new byte[0], CLUSTER + 1024);
        Arrays.fill(expected, CLUSTER, CLUSTER + 700, (byte) 9);

        assertThat(converted(source, BackingFiles.REFUSE)).isEqualTo(expected);
    }

    @Test
    void what_is_not_in_an_image_comes_from_its_base_where_that_is_long_enough() throws IOException {
        image("base.qcow2", ImageBuilder.version3(2).data(0, 1).compressed(1, 2));
        Path source =
                image(ImageBuilder.version3(4).backing("base.qcow2", "").zero(0).data(3, 4));

        assertThat(converted(source, BackingFiles.SAME_DIRECTORY)).isEqualTo(disk(0, 2, 0, 4));
    }

    @Test
    void a_raw_base_must_be_called_raw() throws IOException {
        Files.write(directory.resolve("base.raw"), disk(1, 2));
        Path said = image(ImageBuilder.version3(3).backing("base.raw", "raw").data(1, 3));
        Path unsaid = image(
                "unsaid.qcow2", ImageBuilder.version3(3).backing("base.raw", "").data(1, 3));

        assertThat(converted(said, BackingFiles.SAME_DIRECTORY)).isEqualTo(disk(1, 3, 0));
        assertThat(obstacles(said, BackingFiles.SAME_DIRECTORY)).containsExactly(VmdObstacle.BACKING_NOT_QCOW2);
        assertThatThrownBy(() -> Qcow2.inspect(unsaid, BackingFiles.SAME_DIRECTORY))
                .isInstanceOfSatisfying(
                        Qcow2Exception.class, e -> assertThat(e.code()).isEqualTo(Qcow2Error.NOT_QCOW2));
    }

    @Test
    void backing_files_are_not_opened_unasked() throws IOException {
        Path source = image(ImageBuilder.version3(1).backing("/etc/passwd", "raw"));

        fails(source, Qcow2Error.BACKING_FILE_REFUSED);
        assertThatThrownBy(() -> converted(source, BackingFiles.SAME_DIRECTORY))
                .hasMessageContaining("/etc/passwd, which may not be opened");
    }

    @Test
    void a_link_does_not_lead_out_of_the_directory() throws IOException {
        Path inner = Files.createDirectory(directory.resolve("inner"));
        Files.write(directory.resolve("secret"), disk(1));
        Files.createSymbolicLink(inner.resolve("base"), directory.resolve("secret"));
        Path source = image("inner/source.qcow2", ImageBuilder.version3(1).backing("base", "raw"));

        assertThatThrownBy(() -> converted(source, BackingFiles.SAME_DIRECTORY))
                .isInstanceOfSatisfying(
                        Qcow2Exception.class, e -> assertThat(e.code()).isEqualTo(Qcow2Error.BACKING_FILE_REFUSED));
        assertThat(converted(source, BackingFiles.ANYWHERE)).isEqualTo(disk(1));
    }

    @Test
    void an_image_derived_from_itself_ends() throws IOException {
        Path source = image(ImageBuilder.version3(1).backing("source.qcow2", "qcow2"));

        assertThatThrownBy(() -> converted(source, BackingFiles.ANYWHERE)).hasMessageContaining("or from itself");
        assertThatThrownBy(() -> Qcow2.inspect(source, BackingFiles.ANYWHERE)).hasMessageContaining("or from itself");
    }

    @Test
    void a_base_that_was_not_looked_at_is_an_obstacle() throws IOException {
        Path source = image(ImageBuilder.version3(1).backing("json:{}", "qcow2"));

        assertThat(obstacles(source, BackingFiles.ANYWHERE)).containsExactly(VmdObstacle.BACKING_NOT_SEEN);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("magic", ImageBuilder.version3(1).intAt(0, 0), Qcow2Error.NOT_QCOW2),
                Arguments.of("version", ImageBuilder.version3(1).intAt(4, 4), Qcow2Error.UNKNOWN_VERSION),
                Arguments.of("clusters too small", ImageBuilder.version3(1).intAt(20, 8), Qcow2Error.MALFORMED),
                Arguments.of("clusters too large", ImageBuilder.version3(1).intAt(20, 63), Qcow2Error.MALFORMED),
                Arguments.of("size", ImageBuilder.version3(1).longAt(24, -1), Qcow2Error.MALFORMED),
                Arguments.of("size beyond L1", ImageBuilder.version3(1).longAt(24, 1L << 40), Qcow2Error.MALFORMED),
                Arguments.of("encrypted", ImageBuilder.version3(1).intAt(32, 2), Qcow2Error.ENCRYPTED),
                Arguments.of("L1 size", ImageBuilder.version3(1).intAt(36, -1), Qcow2Error.MALFORMED),
                Arguments.of("L1 beyond the end", ImageBuilder.version3(1).longAt(40, 1L << 40), Qcow2Error.TRUNCATED),
                Arguments.of("L1 not aligned", ImageBuilder.version3(1).longAt(40, 8), Qcow2Error.MALFORMED),
                Arguments.of(
                        "L2 beyond the end", ImageBuilder.version3(1).longAt(4096, 1L << 40), Qcow2Error.TRUNCATED),
                Arguments.of("L2 not aligned", ImageBuilder.version3(1).longAt(4096, 512), Qcow2Error.MALFORMED),
                Arguments.of("cluster beyond", ImageBuilder.version3(1).entry(0, 1L << 40), Qcow2Error.TRUNCATED),
                Arguments.of("cluster not aligned", ImageBuilder.version3(1).entry(0, 512), Qcow2Error.MALFORMED),
                Arguments.of(
                        "no deflate",
                        ImageBuilder.version3(1).entry(0, (1L << 62) + 16),
                        Qcow2Error.BAD_COMPRESSED_CLUSTER),
                Arguments.of(
                        "no zstd",
                        ImageBuilder.withZstd(1).entry(0, (1L << 62) + 16),
                        Qcow2Error.BAD_COMPRESSED_CLUSTER),
                Arguments.of(
                        "unknown feature",
                        ImageBuilder.version3(1).longAt(72, 1L << 40),
                        Qcow2Error.UNSUPPORTED_FEATURES),
                Arguments.of("corrupt", ImageBuilder.version3(1).longAt(72, 2), Qcow2Error.MARKED_CORRUPT),
                Arguments.of("refcounts", ImageBuilder.version3(1).intAt(96, 7), Qcow2Error.MALFORMED),
                Arguments.of("header length", ImageBuilder.version3(1).intAt(100, 1 << 30), Qcow2Error.MALFORMED),
                Arguments.of("extension", ImageBuilder.version3(1).intAt(112, 1).intAt(116, -8), Qcow2Error.MALFORMED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void a_malformed_image_is_refused_and_nothing_left(String what, ImageBuilder image, ErrorCode code)
            throws IOException {
        fails(image(image), code);
    }

    @Test
    void tables_that_use_the_file_over_and_over_are_refused() throws IOException {
        ImageBuilder builder = ImageBuilder.version3(512);
        for (int i = 0; i < 512; i++) {
            builder.entry(i, 4 * CLUSTER);
        }

        fails(image(builder.data(0, 1)), Qcow2Error.MALFORMED);
    }

    @Test
    void a_directory_is_no_image() {
        fails(directory, Qcow2Error.NOT_A_FILE);
        fails(directory.resolve("missing"), Qcow2Error.UNREADABLE);
    }

    @Test
    void an_existing_target_is_not_overwritten() throws IOException {
        Path source = image(ImageBuilder.version3(1).data(0, 1));
        Path target = Files.writeString(directory.resolve("precious"), "precious");

        assertThatThrownBy(() -> Qcow2.convert(source, target, DiskFormat.RAW))
                .isInstanceOfSatisfying(
                        Qcow2Exception.class, e -> assertThat(e.code()).isEqualTo(Qcow2Error.TARGET_EXISTS));
        assertThat(target).hasContent("precious");
        assertThatThrownBy(() -> Qcow2.convert(source, directory.resolve("no/target"), DiskFormat.RAW))
                .isInstanceOfSatisfying(
                        Qcow2Exception.class, e -> assertThat(e.code()).isEqualTo(Qcow2Error.TARGET_UNWRITABLE));
    }

    @ParameterizedTest
    @EnumSource(DiskFormat.class)
    void only_its_owner_can_read_the_result(DiskFormat format) throws IOException {
        Path target = directory.resolve("target");
        Qcow2.convert(image(ImageBuilder.version3(1).data(0, 1)), target, format);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-------");
    }

    @Test
    void the_monitor_sees_the_end_and_no_step_back() throws IOException {
        List<Long> steps = new ArrayList<>();
        Path source = image(ImageBuilder.version3(3).data(1, 1));
        Qcow2.convert(
                source,
                directory.resolve("target"),
                DiskFormat.RAW,
                ConversionOptions.defaults().withMonitor((done, total) -> steps.add(done)));

        assertThat(steps).isSorted().endsWith(3L * CLUSTER);
    }

    @Test
    void a_monitor_that_gives_up_leaves_nothing_behind() throws IOException {
        Path source = image(ImageBuilder.version3(1).data(0, 1));
        ConversionMonitor monitor = new ConversionMonitor() {
            @Override
            public void progress(long done, long total) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> Qcow2.convert(
                        source,
                        directory.resolve("target"),
                        DiskFormat.QCOW2,
                        ConversionOptions.defaults().withMonitor(monitor)))
                .isInstanceOfSatisfying(
                        Qcow2Exception.class, e -> assertThat(e.code()).isEqualTo(Qcow2Error.CANCELLED));
        assertThat(directory.toFile().list()).containsExactly("source.qcow2");
    }

    @Test
    void an_interrupt_cancels() throws IOException {
        Path source = image(ImageBuilder.version3(1).data(0, 1));
        Thread.currentThread().interrupt();
        try {
            fails(source, Qcow2Error.CANCELLED);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }
}
