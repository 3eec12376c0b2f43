package io.vmm4j.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vmm4j.Vm;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Secret;
import io.vmm4j.exec.TransportException;
import io.vmm4j.guest.GuestConnector;
import io.vmm4j.guest.GuestShell;
import io.vmm4j.guest.HostKeyTrust;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.ssh.guest.SshGuestConnector;
import io.vmm4j.testkit.Fault;
import io.vmm4j.testkit.FaultyExecutor;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.testkit.SimulatedSshServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each stage of a login that fails, hangs or is cut off: told as it is, and nothing is left open. */
@Timeout(60)
class GuestShellFaultsTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Secret PASSWORD = Secret.of("let me in");
    private static final GuestConnector ROOT = SshGuestConnector.as("root").withPassword(PASSWORD);

    private static SimulatedHostBuilder host() {
        return Stage.builder()
                .rootPassword("let me in")
                .otherGuests(GuestScript.openBsd().withRootPassword("let me in"));
    }

    /** Reading the pins, looking for the address, pinning. */
    static Stream<Arguments> roundTrips() {
        return IntStream.rangeClosed(1, 3)
                .boxed()
                .flatMap(number -> Stream.of(Fault.values()).map(fault -> Arguments.of(number, fault)));
    }

    @ParameterizedTest
    @MethodSource("roundTrips")
    void a_round_trip_that_fails_ends_the_login_and_leaves_nothing_open(int number, Fault fault) {
        try (Stage stage = Stage.on(host())) {
            FaultyExecutor faulty =
                    FaultyExecutor.around(stage.host().executor(), stage.host().timeline());
            CountedTunnels counted = new CountedTunnels(faulty);
            stage.running("web");
            Vm vm = stage.through(counted).vmm().vm("web");
            faulty.spoil(number, fault);

            assertThat(catchThrowable(() -> vm.guest().connect(ROOT, HostKeyTrust.onFirstUse(), TIMEOUT)))
                    .isInstanceOf(VmmException.class);
            assertThat(counted.open).hasValue(0);
            vm.guest().connect(ROOT, HostKeyTrust.onFirstUse(), TIMEOUT).close();
            assertThat(counted.open).hasValue(0);
        }
    }

    /** The banner is read through the first tunnel, the login made through the second. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 40, 700, 1500, 2500})
    void a_connection_that_breaks_while_it_is_made_is_made_again(int bytes) {
        try (Stage stage = Stage.on(host())) {
            CountedTunnels counted = new CountedTunnels(stage.host().executor());
            CuttingTunnels cutting = new CuttingTunnels(counted, 2, bytes);
            stage.running("web");
            Vm vm = stage.through(cutting).vmm().vm("web");

            try (GuestShell shell = vm.guest().connect(ROOT, HostKeyTrust.onFirstUse(), TIMEOUT)) {
                assertThat(shell.run(Command.read("hostname")).stdout()).isEqualTo("web\n");
            }
            assertThat(cutting.cuts()).isEqualTo(1);
            assertThat(counted.open).hasValue(0);
        }
    }

    @Test
    void a_connection_that_breaks_each_time_is_not_made_for_ever() {
        try (Stage stage = Stage.on(host())) {
            Vm vm = stage.running("web");
            AtomicInteger attempts = new AtomicInteger();
            GuestConnector broken = endpoint -> {
                attempts.incrementAndGet();
                throw new TransportException(
                        Problem.of(ExecError.CONNECTION_FAILED)
                                .with("target", "web")
                                .with("reason", "Connection reset by peer"),
                        CommandFate.NOT_RUN,
                        null);
            };

            assertThat(Failures.of(() -> vm.guest().connect(broken, HostKeyTrust.onFirstUse(), TIMEOUT))
                            .code())
                    .isEqualTo(ExecError.CONNECTION_FAILED);
            assertThat(attempts).hasValue(5);
        }
    }

    @Test
    void a_banner_that_breaks_off_is_read_again() {
        try (Stage stage = Stage.on(host())) {
            CountedTunnels counted = new CountedTunnels(stage.host().executor());
            CuttingTunnels cutting = new CuttingTunnels(counted, 1, 5);
            stage.running("web");
            Vm vm = stage.through(cutting).vmm().vm("web");

            assertThat(vm.guest().awaitSsh(TIMEOUT).text()).isEqualTo("SSH-2.0-OpenSSH_9.9");
            assertThat(cutting.cuts()).isEqualTo(1);
            assertThat(counted.open).hasValue(0);
        }
    }

    @Test
    void a_guest_is_reached_through_a_host_that_is_itself_reached_by_ssh() {
        try (SimulatedHost host = host().build();
                SimulatedSshServer server = host.serve();
                SshExecutor outer = SshExecutor.to("ssh://root@127.0.0.1:" + server.port())
                        .password(PASSWORD)
                        .hostKeys(HostKeyPolicy.pinned(server.hostKeyFingerprint()))
                        .connect();
                Stage stage = Stage.ready(host, outer)) {
            CommandExecutor counted = new CountedTunnels(outer);
            stage.running("web");
            Vm vm = stage.through(counted).vmm().vm("web");

            try (GuestShell shell = vm.guest().connect(ROOT, HostKeyTrust.onFirstUse(), TIMEOUT)) {
                assertThat(shell.runAll(List.of(Command.read("hostname"), Command.read("id", "-u"))))
                        .extracting(result -> result.stdout().strip())
                        .containsExactly("web", "0");
            }
            assertThat(((CountedTunnels) counted).open).hasValue(0);
        }
    }
}
