package io.vmm4j.testkit.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.VmInfo;
import io.vmm4j.VmSpec;
import io.vmm4j.install.GuestSetup;
import io.vmm4j.install.InstallError;
import io.vmm4j.install.InstallException;
import io.vmm4j.install.InstalledGuest;
import io.vmm4j.operation.Journal;
import io.vmm4j.operation.Operation;
import io.vmm4j.operation.OperationException;
import io.vmm4j.testkit.GuestFault;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.WebFault;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** OpenBSD from nothing to a guest that answers. */
@Timeout(60)
class OpenBsdInstallationTest {

    private InstallStage stage = new InstallStage();

    @AfterEach
    void close() {
        stage.close();
    }

    private void stage(GuestScript guests) {
        stage.close();
        stage = new InstallStage(SimulatedHost.openBsd(), guests);
    }

    private OperationException fails(Operation<InstalledGuest> operation) {
        OperationException failure = catchThrowableOfType(OperationException.class, operation::await);
        assertThat(failure.leftovers()).isEmpty();
        assertThat(failure.getMessage() + failure.hint()).doesNotContainPattern("\\{[a-z]+}");
        assertThat(stage.traces()).isEmpty();
        return failure;
    }

    private Operation<InstalledGuest> start() {
        return stage.start(
                InstallStage.openBsd(), stage.site(), InstallStage.simple().build());
    }

    @Test
    @DisplayName("20: OpenBSD is installed unattended, then runs from its disk and answers")
    void openbsd_is_installed_unattended() {
        List<String> seen = new ArrayList<>();
        Operation<InstalledGuest> operation = start();

        InstalledGuest guest = operation.await();

        operation.history().forEach(moment -> seen.add(moment.step()));
        assertThat(new LinkedHashSet<>(seen))
                .containsExactly(
                        "checking",
                        "reserving",
                        "fetching_kernel",
                        "preparing",
                        "making_disks",
                        "putting_answers",
                        "starting_installer",
                        "installing",
                        "removing_answers",
                        "creating_vm",
                        "awaiting_address",
                        "awaiting_ssh");
        assertThat(operation.history())
                .anyMatch(moment -> moment.what().contains("base79.tgz"))
                .anyMatch(moment -> moment.what().contains("CONGRATULATIONS!"));
        assertThat(guest.vm().value()).isEqualTo("web");
        VmInfo info = stage.site().host().vm("web").status().orElseThrow();
        assertThat(info.isRunning()).isTrue();
        VmSpec spec = info.spec().orElseThrow();
        assertThat(spec.kernel()).isEmpty();
        assertThat(spec.bootDevice()).isEmpty();
        assertThat(spec.cdrom()).isEmpty();
        assertThat(operation.leftovers()).isEmpty();
        assertThat(stage.traces())
                .hasSize(3)
                .contains(InstallStage.DISK, "/var/db/vmm4j/vms/web.json")
                .anyMatch(line -> line.contains("running") && line.endsWith("web"));
        assertThat(stage.host().files().exists("/etc/vm.conf")).isFalse();
    }

    @Test
    @DisplayName("26: a host without room is found before anything is made, with all else that is wrong")
    void a_host_without_room_is_found_first() {
        stage.sh("vmctl create -s 10G qcow2:" + InstallStage.DISK);
        VmSpec large = InstallStage.web().toBuilder()
                .memory("64M")
                .disk(DiskSpec.blank(DiskImage.of("qcow2:/var/vmm/data.qcow2"), DiskSize.of("900000G")))
                .build();

        OperationException failure = catchThrowableOfType(
                OperationException.class,
                () -> stage.operations(Journal.inMemory())
                        .start(
                                InstallStage.openBsd()
                                        .workflow(
                                                stage.site(),
                                                InstallStage.simple().build()),
                                large)
                        .await());

        assertThat(failure.getCause()).isInstanceOf(InstallException.class);
        assertThat(((InstallException) failure.getCause()).findings())
                .anyMatch(finding -> finding.contains("MiB available"))
                .anyMatch(finding -> finding.contains("there is a file " + InstallStage.DISK))
                .anyMatch(finding -> finding.contains("of memory"))
                .hasSize(3);
        assertThat(stage.traces()).containsExactly(InstallStage.DISK);
        assertThat(stage.sh("ls /var/vmm")).isEqualTo("web.qcow2\n");
    }

    @Test
    @DisplayName("28: a guest that dies while it is installed is no success")
    void a_guest_that_dies_is_no_success() {
        Operation<InstalledGuest> operation;
        stage.close();
        stage = new InstallStage(
                SimulatedHost.openBsd(), GuestScript.openBsd().withoutAddress().powersOffAfter(Duration.ofSeconds(20)));
        operation = start();

        OperationException failure = fails(operation);

        assertThat(failure.failure().orElseThrow().code()).isEqualTo(InstallError.DIED.id());
        assertThat(((InstallException) failure.getCause()).console()).isNotEmpty();
    }

    @Test
    @DisplayName("29: an installation that hangs is given up at its deadline, undone, and can be tried again")
    void an_installation_that_hangs_is_given_up() {
        stage(GuestScript.fromMedia().withFault(GuestFault.hang(Duration.ofSeconds(30))));
        long begin = stage.host().timeline().nanoTime();

        OperationException failure = fails(start());

        assertThat(failure.failure().orElseThrow().code()).isEqualTo(InstallError.TOO_SLOW.id());
        assertThat(failure.retryable()).isTrue();
        assertThat(Duration.ofNanos(stage.host().timeline().nanoTime() - begin))
                .isBetween(Duration.ofMinutes(60), Duration.ofMinutes(65));
    }

    @Test
    void a_failed_autoinstall_is_seen_within_seconds() {
        stage.internet().fault(InstallStage.CDN + "base79.tgz", new WebFault.Status(404, "Not Found"));
        long begin = stage.host().timeline().nanoTime();

        OperationException failure = fails(start());

        assertThat(failure.failure().orElseThrow().code()).isEqualTo(InstallError.FAILED.id());
        assertThat(((InstallException) failure.getCause()).console())
                .anyMatch(line -> line.startsWith("failed; check"));
        assertThat(Duration.ofNanos(stage.host().timeline().nanoTime() - begin)).isLessThan(Duration.ofMinutes(10));
    }

    @Test
    void answers_that_cannot_be_fetched_are_seen_at_once() {
        stage.sh("(cat /etc/pf.conf; echo 'block return in quick on tap proto tcp to port 80') | pfctl -f -");

        OperationException failure = fails(start());

        assertThat(failure.getMessage()).contains("Response file location?");
    }

    @Test
    void a_kernel_that_panics_is_seen_at_once() {
        stage(GuestScript.fromMedia().withFault(GuestFault.kernelPanic(Duration.ofSeconds(30))));

        assertThat(fails(start()).getMessage()).contains("panic: ");
    }

    @Test
    void an_httpd_of_the_administrators_on_all_addresses_is_not_in_the_way() {
        stage.sh("printf 'server \"a\" {\\n listen on * port 80\\n}\\n' >/etc/httpd.conf; httpd");

        start().await();

        assertThat(stage.sh("pgrep -l httpd").lines()).hasSize(1);
    }

    @Test
    void half_an_hour_is_over_in_a_moment() {
        start().await();
        InstallStage another = new InstallStage();
        long begin = Timeline.system().nanoTime();

        try (another) {
            another.install();
        }

        Duration took = Duration.ofNanos(Timeline.system().nanoTime() - begin);
        System.out.println("an installation took " + took.toMillis() + " ms");
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void what_the_installer_cannot_be_answered_brings_the_sets_from_the_verified_iso() {
        GuestSetup setup = InstallStage.simple().addPackage("curl").build();
        Operation<InstalledGuest> operation = stage.start(InstallStage.openBsd(), stage.site(), setup);

        operation.await();

        assertThat(operation.history()).anyMatch(moment -> moment.step().equals("fetching_iso"));
        assertThat(stage.internet().requestsOf(InstallStage.CDN + "base79.tgz")).isZero();
        assertThat(stage.site()
                        .host()
                        .vm("web")
                        .status()
                        .orElseThrow()
                        .spec()
                        .orElseThrow()
                        .cdrom())
                .isEmpty();
    }
}
