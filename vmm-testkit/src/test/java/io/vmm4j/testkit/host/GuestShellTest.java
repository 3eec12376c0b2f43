package io.vmm4j.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.DeleteOptions;
import io.vmm4j.Vm;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Secret;
import io.vmm4j.guest.GuestCommandException;
import io.vmm4j.guest.GuestConnector;
import io.vmm4j.guest.GuestError;
import io.vmm4j.guest.GuestShell;
import io.vmm4j.guest.HostKey;
import io.vmm4j.guest.HostKeyMismatchException;
import io.vmm4j.guest.HostKeyTrust;
import io.vmm4j.ssh.AuthenticationException;
import io.vmm4j.ssh.HostKeyException;
import io.vmm4j.ssh.guest.SshGuestConnector;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.testkit.SshdScript;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logging in to a guest: who it is is known before anything is sent, and what fails ends what was to come after it. */
@Timeout(60)
class GuestShellTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String PINS = Stage.RECORDS + "/web.hostkeys";
    private static final GuestConnector ROOT = SshGuestConnector.as("root").withPassword(Secret.of("let me in"));

    private static GuestScript guest(SshdScript sshd) {
        return GuestScript.openBsd().withRootPassword("let me in").withSshd(sshd);
    }

    private static SimulatedHostBuilder host(SshdScript sshd) {
        return Stage.builder().otherGuests(guest(sshd));
    }

    private static HostKey key(Stage stage, String vm) {
        return new HostKey("ssh-ed25519", stage.host().guestHostKeyFingerprint(vm));
    }

    private static Command made(String path) {
        return Command.oneShot("touch", path);
    }

    @Test
    void scenario_31_sshd_refuses_five_times_and_a_failing_command_ends_the_installation() {
        try (Stage stage = Stage.on(host(SshdScript.prompt().refusing(5)))) {
            CountedTunnels counted = new CountedTunnels(stage.host().executor());
            AtomicInteger logins = new AtomicInteger();
            GuestConnector connector = endpoint -> {
                logins.incrementAndGet();
                return ROOT.connect(endpoint);
            };
            stage.running("web");
            Vm vm = stage.through(counted).vmm().vm("web");
            vm.guest().hostKeys().pin(Set.of(key(stage, "web")));

            try (GuestShell shell = vm.guest().connect(connector, HostKeyTrust.pinned(), TIMEOUT)) {
                assertThat(shell.hostKey()).isEqualTo(key(stage, "web"));
                GuestCommandException failure = catchThrowableOfType(
                        GuestCommandException.class,
                        () -> shell.runAll(List.of(
                                made("/root/one"),
                                made("/root/two"),
                                Command.oneShot("sh", "-c", "echo no such package >&2; exit 7"),
                                made("/root/service-started"))));

                assertThat(failure.result().exitStatus()).isEqualTo(7);
                assertThat(failure.number()).isEqualTo(3);
                assertThat(Failures.of(() -> {
                            throw failure;
                        }))
                        .hasMessageContaining("Command 3 of 4 ended with exit status 7 in web")
                        .hasMessageContaining("no such package");
                assertThat(shell.run(Command.read("ls", "/root")).stdoutLines())
                        .contains("one", "two")
                        .doesNotContain("service-started");
            }
            assertThat(logins).hasValue(1);
            assertThat(counted.tried.get() - counted.opened.get()).as("refused").isEqualTo(5);
            assertThat(counted.opened).as("the banner and the one session").hasValue(2);
            assertThat(counted.open).hasValue(0);
        }
    }

    @Test
    void scenario_32_another_host_key_is_an_error_and_gets_no_password() {
        try (Stage stage = Stage.on(host(SshdScript.prompt()))) {
            CountedTunnels counted = new CountedTunnels(stage.host().executor());
            stage.running("web");
            Vm vm = stage.through(counted).vmm().vm("web");
            vm.guest().hostKeys().pin(Set.of(key(stage, "other")));

            for (HostKeyTrust trust : List.of(
                    HostKeyTrust.pinned(),
                    HostKeyTrust.onFirstUse(),
                    HostKeyTrust.announced(Set.of(key(stage, "web"))))) {
                VmmException failure = Failures.of(() -> vm.guest().connect(ROOT, trust, TIMEOUT));

                assertThat(failure)
                        .isInstanceOf(HostKeyMismatchException.class)
                        .hasCauseInstanceOf(HostKeyException.class);
                assertThat(((HostKeyMismatchException) failure).seen()).isEqualTo(key(stage, "web"));
                assertThat(failure).hasMessageContaining("Nothing was sent");
            }
            assertThat(counted.open).hasValue(0);
            assertThat(vm.guest().hostKeys().keys()).as("and it is not learnt").containsExactly(key(stage, "other"));
        }
    }

    @Test
    void a_vm_without_a_pinned_key_is_not_even_connected_to() {
        try (Stage stage = Stage.on(host(SshdScript.prompt()))) {
            CountedTunnels counted = new CountedTunnels(stage.host().executor());
            stage.running("web");
            Vm vm = stage.through(counted).vmm().vm("web");

            assertThat(Failures.of(() -> vm.guest().connect(ROOT, HostKeyTrust.pinned(), TIMEOUT))
                            .code())
                    .isEqualTo(GuestError.HOST_KEY_NOT_PINNED);
            assertThat(counted.tried).hasValue(0);
        }
    }

    @Test
    void the_first_key_is_pinned_if_that_is_asked_for_and_trusted_from_then_on() {
        try (Stage stage = Stage.on(host(SshdScript.prompt()))) {
            Vm vm = stage.running("web");

            vm.guest().connect(ROOT, HostKeyTrust.onFirstUse(), TIMEOUT).close();

            assertThat(stage.host().files().read(PINS)).isEqualTo(key(stage, "web") + "\n");
            vm.guest().connect(ROOT, HostKeyTrust.pinned(), TIMEOUT).close();
        }
    }

    @Test
    void keys_that_were_announced_are_pinned_all_of_them() {
        try (Stage stage = Stage.on(host(SshdScript.prompt()))) {
            Vm vm = stage.running("web");
            Set<HostKey> announced = Set.of(key(stage, "web"), key(stage, "other"));

            vm.guest().connect(ROOT, HostKeyTrust.announced(announced), TIMEOUT).close();

            assertThat(vm.guest().hostKeys().keys()).isEqualTo(announced);
        }
    }

    @Test
    void a_login_that_fails_pins_nothing_and_leaves_nothing_open() {
        try (Stage stage = Stage.on(host(SshdScript.prompt()))) {
            CountedTunnels counted = new CountedTunnels(stage.host().executor());
            stage.running("web");
            Vm vm = stage.through(counted).vmm().vm("web");
            GuestConnector wrong = SshGuestConnector.as("root").withPassword(Secret.of("wrong"));

            assertThat(Failures.of(() -> vm.guest().connect(wrong, HostKeyTrust.onFirstUse(), TIMEOUT)))
                    .isInstanceOf(AuthenticationException.class);
            assertThat(vm.guest().hostKeys().keys()).isEmpty();
            assertThat(counted.open).hasValue(0);
        }
    }

    @Test
    void a_vm_that_is_made_again_at_the_same_address_is_another_one() {
        try (Stage stage = Stage.on(host(SshdScript.prompt()))) {
            Vm vm = stage.running("web");
            vm.guest().connect(ROOT, HostKeyTrust.onFirstUse(), TIMEOUT).close();
            String address = vm.address().orElseThrow().address();
            vm.delete(DeleteOptions.removingNewDisks());

            assertThat(stage.host().files().exists(PINS)).isFalse();
            stage.host().guest("web", guest(SshdScript.prompt().withHostKey(1)));
            Vm again = stage.running("web");

            assertThat(again.address().orElseThrow().address()).isEqualTo(address);
            assertThat(Failures.of(() -> again.guest().connect(ROOT, HostKeyTrust.pinned(), TIMEOUT))
                            .code())
                    .isEqualTo(GuestError.HOST_KEY_NOT_PINNED);
        }
    }

    @Test
    void a_pin_that_was_left_behind_by_hand_does_not_belong_to_the_next_vm_of_that_name() {
        try (Stage stage =
                Stage.on(host(SshdScript.prompt()).file(PINS, "ssh-ed25519 SHA256:" + "A".repeat(43) + "\n"))) {
            Vm vm = stage.running("web");

            assertThat(vm.guest().hostKeys().keys()).isEmpty();
        }
    }

    @Test
    void pins_that_cannot_be_read_are_an_error_and_not_none() {
        try (Stage stage = Stage.on(host(SshdScript.prompt()))) {
            Vm vm = stage.running("web");
            stage.host().files().write(PINS, "ssh-ed25519 SHA256:short\n");

            assertThat(Failures.of(() -> vm.guest().connect(ROOT, HostKeyTrust.onFirstUse(), TIMEOUT))
                            .code())
                    .isEqualTo(GuestError.HOST_KEYS_UNREADABLE);
        }
    }

    @Test
    void a_connector_that_asks_nobody_about_the_key_is_not_used() {
        try (Stage stage = Stage.on(host(SshdScript.prompt()))) {
            Vm vm = stage.running("web");
            CommandExecutor blind = stage.host().executor();

            assertThat(catchThrowableOfType(
                            IllegalStateException.class,
                            () -> vm.guest().connect(endpoint -> blind, HostKeyTrust.onFirstUse(), TIMEOUT)))
                    .hasMessageContaining("did not ask about the host key");
        }
    }
}
