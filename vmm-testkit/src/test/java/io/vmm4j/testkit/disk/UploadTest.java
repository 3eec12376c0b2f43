package io.vmm4j.testkit.disk;

import static io.vmm4j.testkit.disk.DisksStage.qcow2;
import static io.vmm4j.testkit.disk.DisksStage.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.DiskFormat;
import io.vmm4j.disk.BackingFiles;
import io.vmm4j.disk.ConversionMonitor;
import io.vmm4j.disk.ConversionOptions;
import io.vmm4j.disk.DiskError;
import io.vmm4j.disk.DiskException;
import io.vmm4j.disk.HostDisk;
import io.vmm4j.disk.Qcow2;
import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.Qcow2Exception;
import io.vmm4j.disk.Qcow2Image;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.testkit.Requirement;
import io.vmm4j.testkit.SimulatedHost;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that are sent to a host arrive as images that vmd(8) can use, and hold the same disk. */
class UploadTest {

    @TempDir
    private Path directory;

    private Path sparse(long size, long... places) throws IOException {
        Path file = directory.resolve("local.raw");
        byte[] data = new byte[3000];
        new Random(size).nextBytes(data);
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(size);
            for (long place : places) {
                content.seek(place);
                content.write(data, 0, (int) Math.min(data.length, size - place));
            }
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 7, 11, 17, 23, 31, 42, 77, 101, 150})
    void what_arrives_is_what_qemu_would_have_made(int number) throws IOException {
        Requirement.require(QemuImg.isInstalled(), "qemu-img and qemu-io (qemu-utils)");
        QemuImg qemu = new QemuImg(directory);
        GeneratedImage image = new GeneratedImage(number);
        image.make(directory, qemu);
        Path theirs = directory.resolve("theirs.raw");
        Path source = directory.resolve("source.qcow2");
        qemu.run("convert", "-f", "qcow2", "-O", "raw", source.toString(), theirs.toString());
        ConversionOptions options = ConversionOptions.defaults()
                .withBackingFiles(image.isDerived() ? BackingFiles.SAME_DIRECTORY : BackingFiles.REFUSE);
        try (DisksStage stage = new DisksStage()) {
            stage.disks().upload(source, DiskFormat.QCOW2, qcow2("a"), options);

            Path arrived = Files.write(
                    directory.resolve("arrived"), stage.host().files().readBytes("/vm/a"));
            qemu.check(arrived);
            qemu.compare(arrived, theirs);
            assertThat(stage.files()).containsExactly("a");

            Qcow2Image here = Qcow2.inspect(arrived);
            HostDisk there = stage.disks().inspect(qcow2("a"));
            assertThat(there.usableByVmd().obstacles()).isEmpty();
            assertThat(there.qcow2().orElseThrow().clusters()).isEqualTo(here.clusters());
            assertThat(there.virtualSize()).isEqualTo(here.virtualSize());
        }
    }

    @Test
    void a_raw_image_arrives_with_its_holes() throws IOException {
        Path source = sparse(1L << 30, 0, 5 << 20, (1L << 30) - 3000);
        try (DisksStage stage = new DisksStage()) {
            stage.disks().upload(source, DiskFormat.RAW, raw("a"), ConversionOptions.defaults());

            assertThat(stage.host().files().size("/vm/a")).isEqualTo(1L << 30);
            assertThat(Long.parseLong(stage.sh("stat -f %b /vm/a").strip())).isLessThan(1000);
            assertThat(stage.sh(
                                    "dd if=/vm/a bs=1000 skip=0 count=3 | sha256 -q; dd if=/vm/a bs=1m skip=5 count=1 | dd bs=1000"
                                            + " count=3 | sha256 -q")
                            .lines()
                            .distinct())
                    .hasSize(1);
            assertThat(stage.host().files().mode("/vm/a")).isEqualTo(0600);
            assertThat(stage.files()).containsExactly("a");
        }
    }

    @Test
    void empty_disks_and_odd_sizes_arrive_too() throws IOException {
        try (DisksStage stage = new DisksStage()) {
            stage.disks().upload(sparse(700_001, 700_000), DiskFormat.RAW, qcow2("odd"), ConversionOptions.defaults());
            Files.delete(directory.resolve("local.raw"));
            stage.disks().upload(sparse(5 << 20), DiskFormat.RAW, qcow2("empty"), ConversionOptions.defaults());

            assertThat(stage.disks().inspect(qcow2("odd")).virtualSize()).isEqualTo(700_416);
            assertThat(stage.disks()
                            .inspect(qcow2("odd"))
                            .qcow2()
                            .orElseThrow()
                            .clusters()
                            .orElseThrow()
                            .data())
                    .isEqualTo(1);
            assertThat(stage.disks()
                            .inspect(qcow2("empty"))
                            .qcow2()
                            .orElseThrow()
                            .clusters()
                            .orElseThrow()
                            .data())
                    .isZero();
        }
    }

    @Test
    void progress_is_told_and_a_transfer_can_be_cancelled() throws IOException {
        Path source = sparse(64L << 20, 0, 20 << 20, 40 << 20, 60 << 20);
        List<Long> seen = new ArrayList<>();
        try (DisksStage stage = new DisksStage()) {
            stage.disks()
                    .upload(
                            source,
                            DiskFormat.RAW,
                            qcow2("a"),
                            ConversionOptions.defaults().withMonitor((done, total) -> seen.add(done * 100 / total)));
            assertThat(seen).isSorted().hasSizeGreaterThan(3).allMatch(percent -> percent <= 100);

            ConversionMonitor impatient = new ConversionMonitor() {
                private boolean begun;

                @Override
                public void progress(long done, long total) {
                    begun = true;
                }

                @Override
                public boolean cancelled() {
                    return begun;
                }
            };
            assertThatThrownBy(() -> stage.disks()
                            .upload(
                                    source,
                                    DiskFormat.RAW,
                                    qcow2("b"),
                                    ConversionOptions.defaults().withMonitor(impatient)))
                    .isInstanceOfSatisfying(
                            Qcow2Exception.class, e -> assertThat(e.code()).isEqualTo(Qcow2Error.CANCELLED));
            assertThat(stage.files()).containsExactly("a");
        }
    }

    @Test
    void a_source_that_changes_on_the_way_is_told_and_nothing_is_left() throws IOException {
        Path source = sparse(64L << 20, 0, 60 << 20);
        ConversionMonitor meddling = (done, total) -> {
            try (RandomAccessFile content = new RandomAccessFile(source.toFile(), "rw")) {
                content.seek(59 << 20);
                content.write(1);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
        try (DisksStage stage = new DisksStage()) {
            assertThatThrownBy(() -> stage.disks()
                            .upload(
                                    source,
                                    DiskFormat.RAW,
                                    qcow2("b"),
                                    ConversionOptions.defaults().withMonitor(meddling)))
                    .isInstanceOf(Qcow2Exception.class)
                    .hasMessageContaining("it changed while it was read");
            assertThat(stage.files()).isEmpty();
        }
    }

    @Test
    void a_byte_that_changes_on_the_way_is_told_and_nothing_is_left() throws IOException {
        Path source = sparse(8L << 20, 0, 6 << 20);
        try (DisksStage stage = new DisksStage()) {
            CommandExecutor corrupting = new CorruptingExecutor(stage.host().executor(), 70_000);

            assertThatThrownBy(() -> stage.vmm(corrupting)
                            .disks()
                            .upload(source, DiskFormat.RAW, qcow2("b"), ConversionOptions.defaults()))
                    .isInstanceOfSatisfying(
                            DiskException.class, e -> assertThat(e.code()).isEqualTo(DiskError.CHANGED_ON_THE_WAY))
                    .hasMessageContaining("SHA-256");
            assertThat(stage.files()).isEmpty();
        }
    }

    @Test
    void room_is_checked_before_anything_is_sent() throws IOException {
        byte[] data = new byte[1200 << 20 >> 3];
        new Random(1).nextBytes(data);
        Path source = Files.write(directory.resolve("big.raw"), data);
        try (DisksStage stage = new DisksStage(SimulatedHost.openBsd().diskSize((2L << 30) + (200L << 20)))) {
            String before = stage.sh("ls -laR /vm");

            assertThatThrownBy(
                            () -> stage.disks().upload(source, DiskFormat.RAW, raw("a"), ConversionOptions.defaults()))
                    .isInstanceOfSatisfying(
                            DiskException.class, e -> assertThat(e.code()).isEqualTo(DiskError.NO_ROOM));
            assertThat(stage.sh("ls -laR /vm")).isEqualTo(before);
        }
    }
}
