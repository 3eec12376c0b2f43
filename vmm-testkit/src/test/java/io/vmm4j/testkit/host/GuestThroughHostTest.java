package io.vmm4j.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.DeleteOptions;
import io.vmm4j.GuestAddress;
import io.vmm4j.NetworkMode;
import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Secret;
import io.vmm4j.exec.TransportException;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.testkit.SimulatedSshServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A guest is found by its address and reached through its host, and in no other way. */
@Timeout(60)
class GuestThroughHostTest {

    private static final Secret PASSWORD = Secret.of("let me in");
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private static SimulatedHostBuilder host() {
        return Stage.builder()
                .rootPassword("let me in")
                .otherGuests(GuestScript.openBsd().withRootPassword("let me in"));
    }

    private SshExecutor toGuest(GuestAddress address, CommandExecutor host) {
        return SshExecutor.to("ssh://root@" + address)
                .password(PASSWORD)
                .hostKeys(HostKeyPolicy.acceptNew(directory.resolve("known_hosts")))
                .via(host)
                .connect();
    }

    @ParameterizedTest
    @EnumSource(value = OpenBsdRelease.class, mode = EnumSource.Mode.EXCLUDE, names = "V6_5")
    void a_local_guest_has_the_address_beside_its_taps(OpenBsdRelease release) {
        try (Stage stage = Stage.on(Stage.builder(release))) {
            Vm first = stage.vmm().create(Stage.spec("first"));
            Vm second = stage.vmm().create(Stage.spec("second"));

            assertThat(first.awaitAddress(TIMEOUT))
                    .isEqualTo(new GuestAddress("100.64.1.3", GuestAddress.Source.LOCAL_INTERFACE, "tap0"));
            assertThat(second.awaitAddress(TIMEOUT))
                    .isEqualTo(new GuestAddress("100.64.2.3", GuestAddress.Source.LOCAL_INTERFACE, "tap1"));
        }
    }

    @Test
    void a_command_runs_in_the_guest_through_the_host() {
        try (Stage stage = Stage.on(host())) {
            Vm vm = stage.running("web");

            try (SshExecutor guest =
                    toGuest(vm.awaitAddress(TIMEOUT), stage.vmm().executor())) {
                assertThat(guest.run(Command.read("hostname")).stdout()).isEqualTo("web\n");
                assertThat(guest.run(Command.read("vmctl", "status")).exitStatus())
                        .as("it is the guest, not the host")
                        .isEqualTo(127);
            }
        }
    }

    @Test
    void a_command_runs_in_the_guest_through_two_connections() {
        try (SimulatedHost host = host().build();
                SimulatedSshServer server = host.serve();
                SshExecutor outer = SshExecutor.to("ssh://root@127.0.0.1:" + server.port())
                        .password(PASSWORD)
                        .hostKeys(HostKeyPolicy.pinned(server.hostKeyFingerprint()))
                        .connect();
                Stage stage = Stage.ready(host, outer)) {
            Vm vm = stage.running("web");

            try (SshExecutor guest = toGuest(vm.awaitAddress(TIMEOUT), outer)) {
                assertThat(guest.run(Command.read("uname", "-n")).stdout()).isEqualTo("web\n");
            }
            vm.delete(DeleteOptions.removingNewDisks());
            assertThat(stage.hasDisk("web")).isFalse();
        }
    }

    @Test
    void nobody_outside_reaches_a_guest_directly() {
        try (Stage stage = Stage.on(host())) {
            GuestAddress address = stage.running("web").awaitAddress(TIMEOUT);

            assertThatThrownBy(() -> SshExecutor.to("ssh://root@" + address)
                            .password(PASSWORD)
                            .hostKeys(HostKeyPolicy.acceptNew(directory.resolve("known_hosts")))
                            .connectTimeout(Duration.ofSeconds(2))
                            .connect())
                    .isInstanceOf(TransportException.class);
        }
    }

    @Test
    void a_guest_that_is_off_or_paused_is_not_reached() {
        try (Stage stage = Stage.on(host())) {
            Vm vm = stage.running("web");
            GuestAddress address = vm.awaitAddress(TIMEOUT);

            vm.pause();
            assertNotReached(stage, address);
            vm.unpause();
            toGuest(address, stage.vmm().executor()).close();
            vm.stop(StopPolicy.force());
            assertNotReached(stage, address);
        }
    }

    private void assertNotReached(Stage stage, GuestAddress address) {
        assertThatThrownBy(() -> SshExecutor.to("ssh://root@" + address)
                        .password(PASSWORD)
                        .hostKeys(HostKeyPolicy.acceptNew(directory.resolve("known_hosts")))
                        .connectTimeout(Duration.ofSeconds(5))
                        .via(stage.vmm().executor())
                        .connect())
                .isInstanceOf(TransportException.class);
    }

    @Test
    void a_guest_on_a_switch_is_found_once_it_has_spoken_to_the_host() {
        SimulatedHostBuilder builder = Stage.builder()
                .guest("web", GuestScript.openBsd().withAddress("10.10.0.10"))
                .networkInterface("vport0", "inet 10.10.0.1/24", "up")
                .networkInterface("veb0", "add vport0", "up")
                .vmConf("switch \"lan\" {\n interface veb0\n}\n");
        try (Stage stage = Stage.on(builder)) {
            Vm vm = stage.vmm()
                    .create(Stage.spec("web").toBuilder()
                            .networks(List.of(NetworkMode.bridged("lan")))
                            .build());
            boolean before = vm.address().isPresent();
            stage.host().timeline().advance(Duration.ofMinutes(1));
            stage.sh("ping -c 1 10.10.0.10");
            stage.host().forgetCommands();

            assertThat(before).as("it has not even booted").isFalse();
            assertThat(vm.address()).contains(new GuestAddress("10.10.0.10", GuestAddress.Source.ARP, "tap0"));
            assertThat(stage.host().roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void a_guest_that_stays_silent_on_its_switch_is_not_found_and_the_error_says_what_was_seen() {
        SimulatedHostBuilder builder = Stage.builder()
                .guest("web", GuestScript.openBsd().withoutAddress())
                .networkInterface("veb0", "up")
                .vmConf("switch \"lan\" {\n interface veb0\n}\n");
        try (Stage stage = Stage.on(builder)) {
            Vm vm = stage.vmm()
                    .create(Stage.spec("web").toBuilder()
                            .networks(List.of(NetworkMode.bridged("lan")))
                            .build());

            assertThat(Failures.of(() -> vm.awaitAddress(TIMEOUT)))
                    .hasMessageContaining("within 2 min")
                    .hasMessageContaining("veb0 has seen no lladdr on tap0");
        }
    }
}
