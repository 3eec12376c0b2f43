package io.vmm4j.testkit.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.HostPath;
import io.vmm4j.VmException;
import io.vmm4j.VmName;
import io.vmm4j.VmSpec;
import io.vmm4j.VmmHost;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Secret;
import io.vmm4j.install.ConsoleError;
import io.vmm4j.install.ConsoleException;
import io.vmm4j.install.ConsoleLine;
import io.vmm4j.install.Expectation;
import io.vmm4j.install.SerialConsole;
import io.vmm4j.testkit.ConsoleScript;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.SimulatedHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dialogue with a simulated guest, by vmctl(8) and cu(1), on virtual time. */
class GuestDialogueTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTES = Duration.ofMinutes(30);
    private static final Expectation LOGIN = Expectation.text("login: ");

    private static final ConsoleScript INSTALLER = ConsoleScript.silent()
            .whenBooted("System hostname? (short form, e.g. 'foo') ")
            .writing(Duration.ofMinutes(5), "\rInstalling base 10%\rInstalling base 100%\n")
            .writing(Duration.ofMinutes(20), "CONGRATULATIONS!\n")
            .whenShutDown("syncing disks... done\n")
            .answering(line -> line.equals("~.")
                    ? "'~.' is no name\nSystem hostname? "
                    : line.equals("web") ? "Password for root account? (will not echo) " : "Start sshd(8)? [yes] ");

    private final SimulatedHost host = SimulatedHost.openBsd(OpenBsdRelease.V7_9)
            .file("/vm/bsd", "kernel")
            .guest("web", GuestScript.openBsd().withConsole(INSTALLER))
            .build();

    private final VmmHost vmm =
            VmmHost.builder(host.executor()).timeline(host.timeline()).build();

    @BeforeEach
    void start() {
        vmm.create(VmSpec.builder(VmName.of("web"))
                .memory("512M")
                .kernel(HostPath.of("/vm/bsd"))
                .build());
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void questions_are_answered_and_half_an_hour_of_progress_is_followed() {
        try (SerialConsole console = vmm.vm("web").console(DAY)) {
            List<String> seen = new ArrayList<>();
            console.watch(seen::add);

            console.answer(MINUTES, Expectation.pattern("hostname\\?.* $"), "web");
            console.answer(MINUTES, Expectation.text("(will not echo) "), Secret.of("correct horse"));
            console.answer(MINUTES, Expectation.text("[yes] "), "");
            console.expect(MINUTES, LOGIN, Expectation.line("^CONGRATULATIONS!"));

            assertThat(seen).contains("CONGRATULATIONS!").anyMatch(each -> each.startsWith("Installing base 10%"));
            assertThat(seen).anyMatch(each -> each.startsWith("Installing base 100%"));
            assertThat(console.transcript().toString()).doesNotContain("horse");
        }
    }

    @Test
    void a_line_that_begins_with_a_tilde_reaches_the_guest() {
        try (SerialConsole console = vmm.vm("web").console(DAY)) {
            console.expect(MINUTES, Expectation.text("'foo') "));
            console.sendLine("");
            console.sendLine("~.");

            console.expect(MINUTES, Expectation.line("'~.' is no name"));
        }
    }

    @Test
    void a_line_that_begins_with_a_tilde_reaches_the_guest_through_cu_on_a_terminal() {
        Command command = Command.oneShot("vmctl", "console", "web").withTimeout(DAY);
        ConsoleLine line = ConsoleLine.cuOnTerminal(host.executor(), "console of web", command);
        try (SerialConsole console = SerialConsole.open(line, host.timeline())) {
            console.expect(MINUTES, Expectation.text("'foo') "));
            console.sendLine("");
            console.sendLine("~.");

            console.expect(MINUTES, Expectation.line("'~.' is no name"));
        }
    }

    @Test
    void the_terminal_itself_does_as_well() {
        ConsoleLine line = ConsoleLine.tty(host.executor(), "console of web", HostPath.of("/dev/ttyp0"), DAY);
        try (SerialConsole console = SerialConsole.open(line, host.timeline())) {
            console.answer(MINUTES, Expectation.text("'foo') "), "~.");

            console.expect(MINUTES, Expectation.line("'~.' is no name"));
        }
    }

    @Test
    void the_end_of_the_vm_ends_the_wait_and_not_the_deadline() {
        try (SerialConsole console = vmm.vm("web").console(DAY)) {
            console.expect(MINUTES, Expectation.text("'foo') "));
            Command stop = Command.oneShot("sh", "-c", "(sleep 5; vmctl stop web) >/dev/null 2>&1 </dev/null &");
            host.executor().run(stop);
            long before = host.timeline().nanoTime();

            ConsoleException failure = catchThrowableOfType(ConsoleException.class, () -> console.expect(DAY, LOGIN));

            assertThat(failure.code()).isEqualTo(ConsoleError.ENDED);
            assertThat(failure.lastLines()).anyMatch(each -> each.endsWith("syncing disks... done"));
            assertThat(Duration.ofNanos(host.timeline().nanoTime() - before)).isLessThan(Duration.ofMinutes(1));
        }
    }

    @Test
    void a_guest_that_says_nothing_is_given_up_after_the_time_that_was_allowed() {
        try (SerialConsole console = vmm.vm("web").console(DAY)) {
            long before = host.timeline().nanoTime();

            ConsoleException failure =
                    catchThrowableOfType(ConsoleException.class, () -> console.expect(MINUTES, LOGIN));

            assertThat(failure.code()).isEqualTo(ConsoleError.NOT_SEEN);
            assertThat(Duration.ofNanos(host.timeline().nanoTime() - before)).isEqualTo(MINUTES);
        }
    }

    @Test
    void a_console_that_was_cut_off_can_be_connected_anew_and_what_was_written_meanwhile_is_lost() {
        try (SerialConsole console = vmm.vm("web").console(Duration.ofMinutes(4))) {
            console.expect(MINUTES, Expectation.text("'foo') "));

            ConsoleException failure = catchThrowableOfType(ConsoleException.class, () -> console.expect(DAY, LOGIN));
            host.timeline().advance(Duration.ofMinutes(14));
            console.reconnect();

            assertThat(failure.code()).isEqualTo(ConsoleError.KILLED);
            console.expect(MINUTES, Expectation.line("^CONGRATULATIONS!"));
            assertThat(console.transcript().toString()).doesNotContain("Installing base");
        }
    }

    @Test
    void the_console_of_a_vm_that_does_not_run_is_not_opened() {
        host.executor().run(Command.oneShot("vmctl", "stop", "-fw", "web"));

        assertThatThrownBy(() -> vmm.vm("web").console(DAY)).isInstanceOf(VmException.class);
    }
}
