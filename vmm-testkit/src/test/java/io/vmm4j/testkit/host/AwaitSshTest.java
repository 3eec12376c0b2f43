package io.vmm4j.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import io.vmm4j.VmError;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.TransportException;
import io.vmm4j.guest.GuestError;
import io.vmm4j.guest.SshBanner;
import io.vmm4j.operation.WaitTimeoutException;
import io.vmm4j.testkit.Fault;
import io.vmm4j.testkit.FaultyExecutor;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.testkit.SshdScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Waiting for a guest's sshd(8): known soon after it is there, and told why it is not. */
@Timeout(60)
class AwaitSshTest {

    private static final int SEEDS = 60;
    private static final Duration LONG = Duration.ofMinutes(5);

    private static GuestScript guest() {
        return GuestScript.openBsd().withRootPassword("let me in");
    }

    private static SimulatedHostBuilder host(GuestScript script) {
        return Stage.builder().otherGuests(script);
    }

    @Test
    void the_version_of_the_server_is_told_with_its_address() {
        try (Stage stage = Stage.on(host(guest()))) {
            SshBanner banner = stage.vmm().create(Stage.spec("web")).guest().awaitSsh(LONG);

            assertThat(banner.text()).isEqualTo("SSH-2.0-OpenSSH_9.9");
            assertThat(banner.address().address()).isEqualTo("100.64.1.3");
        }
    }

    /** How long after sshd is up that is known, in milliseconds. */
    private static long delay(long seed) {
        Random random = new Random(seed);
        Duration boot = Duration.ofMillis(2_000 + random.nextInt(60_000));
        Duration sshd = random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(random.nextInt(20_000));
        GuestScript script = guest().bootsIn(boot).withSshd(SshdScript.prompt().startingAfter(sshd));
        try (Stage stage = Stage.on(host(script).seed(seed))) {
            Vm vm = stage.startedByHand("web");
            Duration took = stage.timed(() -> vm.guest().awaitSsh(LONG));
            return took.minus(boot).minus(sshd).toMillis();
        }
    }

    @Test
    void that_sshd_is_up_is_known_soon_after_it_is() {
        List<Long> delays = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            delays.add(delay(seed));
        }
        Collections.sort(delays);
        long median = delays.get(SEEDS / 2);
        System.out.printf(
                "sshd up -> known, %d seeds: median %d ms, 95 of 100 within %d ms, at most %d ms%n",
                SEEDS, median, delays.get(SEEDS * 95 / 100), delays.get(SEEDS - 1));

        assertThat(median).isBetween(0L, 249L);
        assertThat(delays.get(SEEDS - 1)).isLessThan(1_000);
    }

    static Stream<Arguments> obstacles() {
        return Stream.of(
                Arguments.of(guest().withoutAddress(), "100.64.1.3 port 22 does not answer", "packet filter"),
                Arguments.of(GuestScript.openBsd(), "100.64.1.3 port 22 refuses connections", "has no sshd enabled"),
                Arguments.of(
                        guest().withSshd(SshdScript.prompt().saying("220 mail.example.org ESMTP\r\n")),
                        "is no SSH server, it says \"220 mail.example.org ESMTP\"",
                        "something else than sshd(8)"),
                Arguments.of(
                        guest().withSshd(SshdScript.prompt().saying("\u001b[2J{x}" + "a".repeat(300))),
                        "it says \"?[2J(x)aaa",
                        "something else than sshd(8)"));
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void what_stands_in_the_way_is_told_with_the_likely_cause(GuestScript script, String seen, String cause) {
        try (Stage stage = Stage.on(host(script))) {
            CountedTunnels counted = new CountedTunnels(stage.host().executor());
            stage.running("web");
            Vm vm = stage.through(counted).vmm().vm("web");

            VmmException failure = Failures.of(() -> vm.guest().awaitSsh(Duration.ofMillis(300)));

            assertThat(failure).isInstanceOf(WaitTimeoutException.class).hasMessageContaining(seen);
            assertThat(failure.code()).isEqualTo(GuestError.SSH_UNREACHABLE);
            assertThat(failure.hint()).contains(cause);
            assertThat(counted.tried.get()).isPositive();
            assertThat(counted.open).hasValue(0);
        }
    }

    /** Reads from a tunnel are timed by the real clock, so this takes a second of it. */
    @Test
    void a_server_that_accepts_and_says_nothing_holds_nobody_up_for_ever() {
        try (Stage stage = Stage.on(host(guest().withSshd(SshdScript.prompt().hanging())))) {
            CountedTunnels counted = new CountedTunnels(stage.host().executor());
            stage.running("web");
            Vm vm = stage.through(counted).vmm().vm("web");

            assertThat(Failures.of(() -> vm.guest().awaitSsh(Duration.ofMillis(200))))
                    .hasMessageContaining("accepts connections and says nothing");
            assertThat(counted.open).hasValue(0);
        }
    }

    @Test
    void the_timeline_tells_what_was_seen_one_after_the_other() {
        GuestScript script = guest().bootsIn(Duration.ofSeconds(10))
                .withSshd(SshdScript.prompt().startingAfter(Duration.ofHours(1)));
        try (Stage stage = Stage.on(host(script))) {
            Vm vm = stage.startedByHand("web");

            WaitTimeoutException failure =
                    (WaitTimeoutException) Failures.of(() -> vm.guest().awaitSsh(Duration.ofSeconds(30)));

            assertThat(failure.sightings())
                    .extracting(WaitTimeoutException.Sighting::what)
                    .containsSubsequence(
                            "100.64.1.3 port 22 does not answer", "100.64.1.3 port 22 refuses connections");
            assertThat(failure.sightings().get(failure.sightings().size() - 1).after())
                    .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
        }
    }

    @Test
    void a_guest_that_dies_on_the_way_is_seen_to_have_stopped() {
        try (Stage stage = Stage.on(host(guest().powersOffAfter(Duration.ofSeconds(3))))) {
            Vm vm = stage.vmm().create(Stage.spec("web"));

            assertThat(Failures.of(() -> vm.guest().awaitSsh(Duration.ofMinutes(1)))
                            .code())
                    .isEqualTo(VmError.NOT_RUNNING);
        }
    }

    @Test
    void a_vm_that_does_not_run_or_does_not_exist_is_not_waited_for() {
        try (Stage stage = Stage.on(host(guest()))) {
            Vm vm = stage.running("web");
            vm.stop(StopPolicy.force());

            assertThat(Failures.of(() -> vm.guest().awaitSsh(LONG)).code()).isEqualTo(VmError.NOT_RUNNING);
            assertThat(Failures.of(() -> stage.vmm().vm("nobody").guest().awaitSsh(LONG))
                            .code())
                    .isEqualTo(VmError.NOT_FOUND);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_host_that_cannot_be_asked_ends_the_wait(Fault fault) {
        try (Stage stage = Stage.on(host(guest()))) {
            FaultyExecutor faulty =
                    FaultyExecutor.around(stage.host().executor(), stage.host().timeline());
            stage.running("web");
            Vm vm = stage.through(faulty).vmm().vm("web");
            faulty.spoil(1, fault);

            assertThat(catchThrowable(() -> vm.guest().awaitSsh(LONG))).isInstanceOf(TransportException.class);
            assertThat(vm.guest().awaitSsh(LONG).text()).startsWith("SSH-2.0-");
        }
    }
}
