package io.vmm4j.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.error.VmmException;
import io.vmm4j.pf.HostNetwork;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import io.vmm4j.testkit.Fault;
import io.vmm4j.testkit.FaultyExecutor;
import io.vmm4j.testkit.SimulatedHostBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that is booted while a plan waits for its confirmation. */
class RebootOnProbationTest {

    private static final RoutedNetwork LAN = RoutedNetwork.builder("lan")
            .subnet("10.20.0.0/24")
            .names(NameService.unbound())
            .build();

    private static NetworkStage stage(boolean served) {
        SimulatedHostBuilder builder = NetworkStage.builder();
        if (served) {
            builder.enabled("dhcpd", "em0")
                    .file("/var/db/dhcpd.leases", "")
                    .file("/etc/dhcpd.conf", "subnet 10.0.2.0 netmask 255.255.255.0 {\n}\n");
        }
        return new NetworkStage(builder);
    }

    /** What a boot reads. */
    private static List<String> files(NetworkStage stage) {
        return stage.files()
                .lines()
                .filter(line -> !line.contains(".candidate ")
                        && !line.startsWith("/etc/pf.vmm4j.")
                        && !line.startsWith("/var/db/vmm4j/guard/"))
                .toList();
    }

    private static List<String> running(NetworkStage stage) {
        return stage.running()
                .lines()
                .filter(line -> !line.matches("[0-9a-f-]{36}|/var/db/vmm4j/guard:|"))
                .toList();
    }

    /** Loses the connection for good when the plan is done and only the confirmation is missing. */
    private static void applyUnconfirmed(NetworkStage stage, HostNetwork network, FaultyExecutor executor, Plan plan) {
        executor.spoilFrom(executor.roundTrips() + plan.changes().size() + 3, Fault.LOST_BEFORE);
        assertThatThrownBy(() -> network.apply(plan)).isInstanceOf(VmmException.class);
        assertThat(stage.sh("rcctl check unbound")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_was_made_is_gone_and_what_ran_before_runs_as_before(boolean served) throws InterruptedException {
        try (NetworkStage stage = stage(served)) {
            List<String> files = files(stage);
            List<String> running = running(stage);
            FaultyExecutor executor = FaultyExecutor.around(stage.host.executor(), stage.host.timeline());
            HostNetwork network = stage.networks(executor).network(LAN);

            applyUnconfirmed(stage, network, executor, network.plan());
            assertThat(stage.sh("rcctl check dhcpd; rcctl check unbound; ifconfig vport0"))
                    .contains("dhcpd(ok)", "unbound(ok)", "inet 10.20.0.1");
            stage.host.reboot();

            assertThat(files(stage)).containsExactlyElementsOf(files);
            assertThat(running(stage)).containsExactlyInAnyOrderElementsOf(running);
            // The lock of the program that was cut off ends by itself.
            stage.host.timeline().sleep(Duration.ofHours(2));
            // Made by what the first plan left behind, which is taken back before anything is done.
            assertThatThrownBy(() -> stage.make(LAN))
                    .isInstanceOfSatisfying(
                            PlanException.class, e -> assertThat(e.code()).isEqualTo(PlanError.STALE));
            assertThat(stage.files().lines().toList()).containsExactlyElementsOf(files);
            stage.make(LAN);
            assertThat(stage.network(LAN).plan().isEmpty()).isTrue();
            assertThat(stage.sh("ls /etc | grep -E 'candidate|former|absent|trial'"))
                    .isEmpty();
        }
    }

    @Test
    void what_was_removed_is_there_again() {
        try (NetworkStage stage = stage(true)) {
            stage.make(LAN);
            List<String> files = files(stage);
            List<String> running = running(stage);
            FaultyExecutor executor = FaultyExecutor.around(stage.host.executor(), stage.host.timeline());
            HostNetwork network = stage.networks(executor).network(LAN);

            applyUnconfirmed(stage, network, executor, network.removal());
            assertThat(stage.sh("ifconfig vport0")).isEmpty();
            stage.host.reboot();

            assertThat(files(stage)).containsExactlyElementsOf(files);
            assertThat(running(stage)).containsExactlyInAnyOrderElementsOf(running);
            assertThat(stage.network(LAN).plan().isEmpty()).isTrue();
        }
    }
}
