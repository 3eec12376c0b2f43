package io.vmm4j.testkit.disk;

import static io.vmm4j.testkit.disk.DisksStage.path;
import static io.vmm4j.testkit.disk.DisksStage.qcow2;
import static io.vmm4j.testkit.disk.DisksStage.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.vmm4j.DeleteOptions;
import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.NetworkMode;
import io.vmm4j.StopPolicy;
import io.vmm4j.VmSpec;
import io.vmm4j.disk.DiskError;
import io.vmm4j.disk.DiskUser;
import io.vmm4j.disk.HostDisk;
import io.vmm4j.disk.HostDisks;
import io.vmm4j.disk.ListedDisk;
import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.Qcow2Exception;
import io.vmm4j.error.ErrorCode;
import io.vmm4j.error.VmmException;
import io.vmm4j.testkit.FaultyExecutor;
import io.vmm4j.testkit.SimulatedHost;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Images on a host: made, grown, derived, described and removed, and never one that somebody needs. */
class HostDisksTest {

    private static final DiskSize SMALL = DiskSize.of("8M");

    private static VmmException failure(ErrorCode code, ThrowingCallable action) {
        Throwable thrown = catchThrowable(action);
        assertThat(thrown).isInstanceOf(VmmException.class);
        VmmException failure = (VmmException) thrown;
        assertThat(failure.code()).as("%s", failure).isEqualTo(code);
        assertThat(failure.getMessage() + failure.hint())
                .doesNotContainPattern("\\{[a-z]+}")
                .doesNotContain("Optional", "null");
        return failure;
    }

    private static VmSpec vm(String name, DiskImage disk) {
        return VmSpec.builder(name)
                .kernel(HostPath.of(DisksStage.KERNEL))
                .disk(disk)
                .network(NetworkMode.local())
                .build();
    }

    @Test
    void empty_images_of_both_formats_are_made_as_vmctl_makes_them() {
        try (DisksStage stage = new DisksStage()) {
            stage.disks().create(DiskSpec.blank(qcow2("a"), DiskSize.of("20G")));
            stage.disks().create(DiskSpec.blank(raw("b"), DiskSize.of("3M")));

            assertThat(stage.files()).containsExactly("a", "b");
            assertThat(stage.host().files().mode("/vm/a")).isEqualTo(0600);
            HostDisk a = stage.disks().inspect(qcow2("a"));
            assertThat(a.virtualSize()).isEqualTo(20L << 30);
            assertThat(a.fileSize()).isEqualTo(256 << 10);
            assertThat(a.usableByVmd().obstacles()).isEmpty();
            assertThat(stage.disks().inspect(raw("b")).virtualSize()).isEqualTo(3 << 20);
            // The format and the size as vmctl(8) understands them without guessing.
            assertThat(stage.host().commands().toString()).contains("-s, 20480M, qcow2:/vm/.vmm4j-");
        }
    }

    @Test
    void nothing_is_overwritten_and_a_directory_must_be_there() {
        try (DisksStage stage = new DisksStage()) {
            stage.sh("echo mine >/vm/a; ln -s nowhere /vm/link");
            String before = stage.sh("ls -la /vm");

            failure(DiskError.EXISTS, () -> stage.disks().create(DiskSpec.blank(raw("a"), SMALL)));
            failure(DiskError.EXISTS, () -> stage.disks().create(DiskSpec.blank(raw("link"), SMALL)));
            VmmException missing = failure(
                    DiskError.DIRECTORY_MISSING, () -> stage.disks().create(DiskSpec.blank(raw("no/x"), SMALL)));

            assertThat(missing).hasMessageContaining("No such file or directory");
            assertThat(stage.sh("ls -la /vm")).isEqualTo(before);
        }
    }

    @Test
    void a_copy_changes_format_and_size() {
        try (DisksStage stage = new DisksStage()) {
            stage.sh("vmctl create -s 8M raw:/vm/a && printf hello | dd of=/vm/a bs=1 seek=700000 conv=notrunc");

            stage.disks().create(DiskSpec.copyOf(raw("a"), qcow2("b"), DiskSize.of("16M")));
            stage.disks().create(DiskSpec.copyOf(qcow2("b"), raw("c")));

            assertThat(stage.disks().inspect(qcow2("b")).virtualSize()).isEqualTo(16 << 20);
            assertThat(stage.host().files().size("/vm/c")).isEqualTo(16 << 20);
            assertThat(stage.sh("dd if=/vm/c bs=1 skip=700000 count=5")).isEqualTo("hello");
        }
    }

    @Test
    void what_vmctl_cannot_copy_is_refused_before() {
        try (DisksStage stage = new DisksStage()) {
            stage.sh("vmctl create -s 1M qcow2:/vm/c");
            stage.sh("printf '%b' '\\0200\\0\\0\\0\\0\\04\\0\\0' | dd of=/vm/c bs=1 conv=notrunc seek=65536");
            stage.sh("dd if=/dev/zero bs=64k count=1 >>/vm/c");
            stage.sh("printf '%b' '\\0100\\0\\0\\0\\0\\04\\0\\0' | dd of=/vm/c bs=1 conv=notrunc seek=262144");

            VmmException compressed = failure(
                    DiskError.SOURCE_UNUSABLE, () -> stage.disks().create(DiskSpec.copyOf(qcow2("c"), raw("x"))));
            VmmException base = failure(
                    DiskError.BASE_UNUSABLE, () -> stage.disks().create(DiskSpec.derivedFrom(path("c"), qcow2("x"))));

            assertThat(compressed).hasMessageContaining("compressed");
            assertThat(base).hasMessageContaining("compressed");
            assertThat(stage.files()).containsExactly("c");
        }
    }

    @Test
    void a_base_of_version_2_or_of_raw_bytes_is_refused() {
        try (DisksStage stage = new DisksStage()) {
            stage.sh("vmctl create -s 1M qcow2:/vm/v2");
            stage.sh("printf '%b' '\\0\\0\\0\\02' | dd of=/vm/v2 bs=1 conv=notrunc seek=4");
            stage.sh("vmctl create -s 1M raw:/vm/r");

            assertThat(failure(
                            DiskError.BASE_UNUSABLE,
                            () -> stage.disks().create(DiskSpec.derivedFrom(path("v2"), qcow2("x")))))
                    .hasMessageContaining("version 2");
            failure(Qcow2Error.NOT_QCOW2, () -> stage.disks().create(DiskSpec.derivedFrom(path("r"), qcow2("x"))));
            failure(DiskError.NOT_FOUND, () -> stage.disks().create(DiskSpec.derivedFrom(path("no"), qcow2("x"))));
            assertThat(stage.files()).containsExactly("r", "v2");
        }
    }

    @Test
    void a_chain_has_four_images_at_most() {
        try (DisksStage stage = new DisksStage()) {
            stage.disks().create(DiskSpec.blank(qcow2("0"), SMALL));
            for (int i = 1; i <= 3; i++) {
                stage.disks().create(DiskSpec.derivedFrom(path("" + (i - 1)), qcow2("" + i)));
            }

            assertThat(failure(
                            DiskError.BASE_UNUSABLE,
                            () -> stage.disks().create(DiskSpec.derivedFrom(path("3"), qcow2("4")))))
                    .hasMessageContaining("chain of 5 images");
            HostDisk top = stage.disks().inspect(qcow2("3"));
            assertThat(top.usableByVmd().obstacles()).isEmpty();
            assertThat(top.qcow2().orElseThrow().backing().orElseThrow().name()).isEqualTo("/vm/2");
        }
    }

    @Test
    void a_base_cannot_be_deleted_before_its_clones_wherever_they_are() {
        try (DisksStage stage = new DisksStage()) {
            stage.sh("mkdir -p /elsewhere; ln -s /vm/base /vm/name-of-base");
            stage.disks().create(DiskSpec.blank(qcow2("base"), SMALL));
            stage.disks().create(DiskSpec.derivedFrom(path("name-of-base"), DiskImage.qcow2("/elsewhere/clone")));

            assertThat(stage.disks().users(path("base")))
                    .containsExactly(new DiskUser(DiskUser.Kind.CLONE, "/elsewhere/clone"));
            VmmException refused = failure(DiskError.IN_USE, () -> stage.disks().delete(path("base")));
            assertThat(refused).hasMessageContaining("the clone /elsewhere/clone");
            failure(DiskError.IN_USE, () -> stage.disks().grow(qcow2("base"), DiskSize.of("1G")));

            stage.disks().delete(HostPath.of("/elsewhere/clone"));
            assertThat(stage.notes()).isEmpty();
            stage.disks().delete(path("base"));
            assertThat(stage.files()).containsExactly("name-of-base");
        }
    }

    @Test
    void a_clone_that_outlives_its_vm_still_keeps_its_base() {
        try (DisksStage stage = new DisksStage()) {
            stage.sh("mkdir -p /elsewhere");
            stage.disks().create(DiskSpec.blank(qcow2("base"), SMALL));
            stage.vmm()
                    .create(VmSpec.builder("web")
                            .kernel(HostPath.of(DisksStage.KERNEL))
                            .disk(DiskSpec.derivedFrom(path("base"), DiskImage.qcow2("/elsewhere/clone")))
                            .network(NetworkMode.local())
                            .build());
            stage.vmm().vm("web").delete(DeleteOptions.keepingDisks().stopping(StopPolicy.force()));

            assertThat(failure(DiskError.IN_USE, () -> stage.disks().delete(path("base"))))
                    .hasMessageContaining("the clone /elsewhere/clone");
        }
    }

    @Test
    void a_symbolic_link_does_not_grow() {
        try (DisksStage stage = new DisksStage()) {
            stage.sh("vmctl create -s 1M raw:/vm/a && ln -s a /vm/link");

            assertThat(failure(DiskError.NOT_MADE, () -> stage.disks().grow(raw("link"), SMALL)))
                    .hasMessageContaining("symbolic link");
            assertThat(stage.files()).containsExactly("a", "link");
        }
    }

    @Test
    void a_clone_that_others_made_in_the_same_directory_is_found() {
        try (DisksStage stage = new DisksStage()) {
            stage.sh("cd /vm && vmctl create -s 1M qcow2:base && vmctl create -b base qcow2:clone");

            failure(DiskError.IN_USE, () -> stage.disks().delete(path("base")));
            stage.sh("rm /vm/clone");
            stage.disks().delete(path("base"));
            assertThat(stage.files()).isEmpty();
        }
    }

    @Test
    void a_disk_of_a_vm_is_not_deleted_whether_it_runs_or_not() {
        try (DisksStage stage = new DisksStage()) {
            stage.sh("vmctl create -s 8M qcow2:/vm/a && ln /vm/a /vm/b");
            stage.vmm().create(vm("web", qcow2("a")));

            assertThat(failure(DiskError.IN_USE, () -> stage.disks().delete(path("b"))))
                    .hasMessageContaining("the VM web, which runs");
            failure(DiskError.IN_USE, () -> stage.disks().grow(qcow2("a"), DiskSize.of("1G")));
            failure(DiskError.IN_USE, () -> stage.disks().create(DiskSpec.copyOf(qcow2("a"), raw("c"))));
            failure(DiskError.IN_USE, () -> stage.disks().create(DiskSpec.derivedFrom(path("a"), qcow2("c"))));

            stage.host().timeline().advance(Duration.ofMinutes(1));
            stage.vmm().vm("web").stop(StopPolicy.force());
            assertThat(stage.disks().users(path("a"))).containsExactly(new DiskUser(DiskUser.Kind.VM, "web"));
            failure(DiskError.IN_USE, () -> stage.disks().delete(path("a")));
            stage.disks().grow(qcow2("a"), DiskSize.of("1G"));
            assertThat(stage.disks().inspect(qcow2("a")).virtualSize()).isEqualTo(1 << 30);
            assertThat(stage.files()).containsExactly("a", "b");
        }
    }

    @Test
    void a_disk_that_vm_conf_names_or_mentions_is_not_deleted() {
        try (DisksStage stage = new DisksStage()) {
            stage.host()
                    .files()
                    .write("/etc/vm.conf", "vm \"db\" {\n disable\n disk \"/vm/a\"\n}\n# was: disk /vm/b\n");
            stage.sh("for f in a b c; do vmctl create -s 1M raw:/vm/$f; done");

            assertThat(stage.disks().users(path("a"))).containsExactly(new DiskUser(DiskUser.Kind.VM, "db"));
            assertThat(stage.disks().users(path("b")))
                    .containsExactly(new DiskUser(DiskUser.Kind.MENTION, "/etc/vm.conf"));
            failure(DiskError.IN_USE, () -> stage.disks().delete(path("a")));
            failure(DiskError.IN_USE, () -> stage.disks().delete(path("b")));
            stage.disks().delete(path("c"));
            assertThat(stage.files()).containsExactly("a", "b");
        }
    }

    @Test
    void what_is_not_known_counts_as_in_use() {
        try (DisksStage stage = new DisksStage()) {
            stage.sh("vmctl create -s 1M raw:/vm/a; vmctl create -s 1M raw:/vm/other");
            stage.sh("vmctl start -L -b /vm/bsd -d raw:/vm/other adhoc");
            assertThat(failure(DiskError.USE_UNKNOWN, () -> stage.disks().delete(path("a"))))
                    .hasMessageContaining("the VM adhoc runs");
            stage.sh("vmctl stop -fw adhoc");

            stage.host().files().write("/var/db/vmm4j/vms/x.json", "{");
            assertThat(failure(DiskError.USE_UNKNOWN, () -> stage.disks().delete(path("a"))))
                    .hasMessageContaining("the record of the VM x is damaged");
            stage.sh("rm /var/db/vmm4j/vms/x.json");

            stage.host().files().write("/etc/vm.conf", "vm {");
            failure(DiskError.USE_UNKNOWN, () -> stage.disks().delete(path("a")));
            stage.sh("rm /etc/vm.conf");

            // A qcow2 image whose base has its name where it is not looked for.
            stage.sh("vmctl create -s 1M qcow2:/vm/odd && printf '%b' '\\0\\0\\0\\0\\0\\0\\0200\\0\\0\\0\\0\\04'"
                    + " | dd of=/vm/odd bs=1 conv=notrunc seek=8");
            assertThat(failure(DiskError.USE_UNKNOWN, () -> stage.disks().delete(path("a"))))
                    .hasMessageContaining("/vm/odd does not tell");
            stage.sh("rm /vm/odd");

            stage.disks().delete(path("a"));
            assertThat(stage.files()).containsExactly("other");
        }
    }

    @Test
    void a_file_system_without_room_is_seen_before_anything_is_written() {
        byte[] data = new byte[8 << 20];
        new Random(1).nextBytes(data);
        try (DisksStage stage = new DisksStage(SimulatedHost.openBsd().diskSize(diskWithRoomFor(12)))) {
            stage.host().files().writeBytes("/vm/a", data);
            assertThat(available(stage)).isBetween(3L << 10, 4L << 10);
            String before = stage.sh("ls -la /vm /var/db");

            VmmException full =
                    failure(DiskError.NO_ROOM, () -> stage.disks().create(DiskSpec.copyOf(raw("a"), qcow2("b"))));
            assertThat(full)
                    .hasMessageContaining("may take 10M")
                    .hasMessageMatching(".* there are [34]M left in / of .*");
            assertThat(stage.sh("ls -la /vm /var/db")).isEqualTo(before);

            // Below zero when root has used the reserve.
            stage.host().files().writeBytes("/var/more", data);
            assertThat(failure(DiskError.NO_ROOM, () -> stage.disks().create(DiskSpec.blank(raw("b"), SMALL))))
                    .hasMessageContaining("-4M left");
            assertThat(stage.files()).containsExactly("a");
        }
    }

    /** Kilobytes that users may still take. */
    private static long available(DisksStage stage) {
        String row = stage.sh("df -kP /vm").lines().skip(1).findFirst().orElseThrow();
        return Long.parseLong(row.split("\\s+")[3]);
    }

    /** The size of a file system that leaves users so many MiB; what root may take besides comes on top. */
    private static long diskWithRoomFor(long mebibytes) {
        long size = 3L << 30;
        try (DisksStage stage = new DisksStage(SimulatedHost.openBsd().diskSize(size))) {
            long tooMuch = available(stage) - (mebibytes << 10);
            return size - tooMuch * 1024 * 100 / 95;
        }
    }

    @Test
    void vmd_need_not_run() {
        try (DisksStage stage = new DisksStage(SimulatedHost.openBsd().disabled("vmd"))) {
            stage.disks().create(DiskSpec.blank(qcow2("a"), SMALL));
            stage.disks().create(DiskSpec.derivedFrom(path("a"), qcow2("b")));
            failure(DiskError.IN_USE, () -> stage.disks().delete(path("a")));
            stage.disks().delete(path("b"));
            stage.disks().delete(path("a"));
            assertThat(stage.files()).isEmpty();
        }
    }

    @Test
    void a_disk_only_grows() {
        try (DisksStage stage = new DisksStage()) {
            stage.sh("vmctl create -s 8M raw:/vm/a && printf hello | dd of=/vm/a bs=1 seek=700000 conv=notrunc");
            stage.sh("chown nobody:wheel /vm/a && chmod 640 /vm/a");

            failure(DiskError.NOT_LARGER, () -> stage.disks().grow(raw("a"), SMALL));
            stage.disks().grow(raw("a"), DiskSize.of("9M"));

            assertThat(stage.sh("stat -f '%Su %Lp %z' /vm/a")).isEqualTo("nobody 640 9437184\n");
            assertThat(stage.sh("dd if=/vm/a bs=1 skip=700000 count=5")).isEqualTo("hello");
            assertThat(stage.files()).containsExactly("a");
        }
    }

    @Test
    void a_clone_that_grows_stands_alone() {
        try (DisksStage stage = new DisksStage()) {
            stage.disks().create(DiskSpec.blank(qcow2("base"), SMALL));
            stage.disks().create(DiskSpec.derivedFrom(path("base"), qcow2("clone")));

            stage.disks().grow(qcow2("clone"), DiskSize.of("16M"));

            assertThat(stage.disks()
                            .inspect(qcow2("clone"))
                            .qcow2()
                            .orElseThrow()
                            .backing())
                    .isEmpty();
            stage.disks().delete(path("base"));
        }
    }

    @Test
    void inspecting_takes_few_round_trips_and_copies_no_data() {
        try (DisksStage stage = new DisksStage()) {
            stage.sh("vmctl create -s 20G qcow2:/vm/a");
            stage.sh("vmctl create -s 1M raw:/vm/r");
            FaultyExecutor counting =
                    FaultyExecutor.around(stage.host().executor(), stage.host().timeline());

            stage.vmm(counting).disks().inspect(raw("r"));
            assertThat(counting.roundTrips()).isEqualTo(1);
            stage.vmm(counting).disks().inspect(qcow2("a"));
            assertThat(counting.roundTrips()).isEqualTo(2);
        }
    }

    @Test
    void every_call_takes_few_round_trips() {
        try (DisksStage stage = new DisksStage()) {
            stage.sh("vmctl create -s 1M raw:/vm/r && vmctl create -s 1M qcow2:/vm/q");

            assertThat(roundTrips(stage, disks -> disks.create(DiskSpec.blank(raw("b"), SMALL))))
                    .isEqualTo(2);
            assertThat(roundTrips(stage, disks -> disks.create(DiskSpec.copyOf(raw("r"), qcow2("c")))))
                    .isLessThanOrEqualTo(5);
            assertThat(roundTrips(stage, disks -> disks.create(DiskSpec.derivedFrom(path("q"), qcow2("d")))))
                    .isLessThanOrEqualTo(7);
            assertThat(roundTrips(stage, disks -> disks.grow(qcow2("c"), DiskSize.of("1G"))))
                    .isLessThanOrEqualTo(7);
            assertThat(roundTrips(stage, disks -> disks.users(path("q")))).isLessThanOrEqualTo(3);
            assertThat(roundTrips(stage, disks -> disks.delete(path("d")))).isLessThanOrEqualTo(4);
        }
    }

    private static int roundTrips(DisksStage stage, Consumer<HostDisks> call) {
        FaultyExecutor counting =
                FaultyExecutor.around(stage.host().executor(), stage.host().timeline());
        call.accept(stage.vmm(counting).disks());
        return counting.roundTrips();
    }

    @Test
    void what_is_no_image_is_not_described() {
        try (DisksStage stage = new DisksStage()) {
            failure(Qcow2Error.NOT_QCOW2, () -> stage.disks().inspect(qcow2("bsd")));
            failure(Qcow2Error.UNREADABLE, () -> stage.disks().inspect(qcow2("no")));
            failure(Qcow2Error.NOT_A_FILE, () -> stage.disks().inspect(DiskImage.raw("/vm")));
            failure(Qcow2Error.NOT_A_FILE, () -> stage.disks().inspect(DiskImage.raw("/dev/zero")));
            assertThat(catchThrowable(() -> stage.disks().inspect(qcow2("no")))).isInstanceOf(Qcow2Exception.class);
        }
    }

    @Test
    void a_directory_is_listed_with_sizes_bases_and_users() {
        try (DisksStage stage = new DisksStage()) {
            stage.disks().create(DiskSpec.blank(qcow2("base"), SMALL));
            stage.disks().create(DiskSpec.derivedFrom(path("base"), qcow2("clone")));
            stage.disks().create(DiskSpec.blank(raw("x.raw"), SMALL));
            stage.sh("printf 'x' >'/vm/with\ttab.raw'");
            stage.vmm().create(vm("web", qcow2("clone")));
            FaultyExecutor counting =
                    FaultyExecutor.around(stage.host().executor(), stage.host().timeline());

            assertThat(stage.vmm(counting).disks().list(HostPath.of("/vm")))
                    .extracting(
                            ListedDisk::image,
                            ListedDisk::virtualSize,
                            disk -> disk.base().map(HostPath::value).orElse("-"),
                            disk -> disk.users().toString())
                    .containsExactly(
                            tuple(qcow2("base"), 8L << 20, "-", "[the clone /vm/clone]"),
                            tuple(qcow2("clone"), 8L << 20, "/vm/base", "[the VM web, which runs]"),
                            tuple(raw("x.raw"), 8L << 20, "-", "[]"));
            assertThat(counting.roundTrips()).isLessThanOrEqualTo(2);
            assertThat(stage.disks().list(HostPath.of("/nowhere"))).isEmpty();
        }
    }
}
