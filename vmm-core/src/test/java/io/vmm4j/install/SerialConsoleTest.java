package io.vmm4j.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.exec.CommandCancelledException;
import io.vmm4j.exec.Secret;
import io.vmm4j.time.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SerialConsoleTest {

    private static final Duration NOW = Duration.ZERO;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Expectation LOGIN = Expectation.text("login: ");
    private static final Expectation PANIC = Expectation.line("^panic: (.*)");

    private final ScriptedLine line = new ScriptedLine();
    private final SerialConsole console = SerialConsole.open(line, Timeline.system());

    @Test
    void a_prompt_is_seen_as_soon_as_it_stands_there() {
        line.guest().write("OpenBSD/amd64 (web) (tty00)\r\n\r\nlogin: ");

        ConsoleMatch match = console.expect(NOW, PANIC, LOGIN);

        assertThat(match.is(LOGIN)).isTrue();
        assertThat(match.before()).containsExactly("OpenBSD/amd64 (web) (tty00)", "");
    }

    @Test
    void of_several_the_one_that_comes_first_counts_and_its_groups_are_there() {
        line.guest().write("panic: free: size too large\r\nlogin: ");

        ConsoleMatch match = console.expect(NOW, LOGIN, PANIC);

        assertThat(match.group(1)).isEqualTo("free: size too large");
        assertThat(console.expect(NOW, LOGIN).text()).isEqualTo("login: ");
    }

    @Test
    void what_was_met_is_not_met_again_and_what_comes_after_it_waits() {
        line.guest().write("Password: again Password: ");

        console.expect(NOW, Expectation.text("Password:"));
        console.expect(NOW, Expectation.text("Password:"));

        assertThatExceptionOfType(ConsoleException.class)
                .isThrownBy(() -> console.expect(NOW, Expectation.text("Password:")));
    }

    @Test
    void an_expectation_that_was_not_met_takes_nothing() {
        line.guest().write("one\r\ntwo\r\n# ");

        ConsoleException failure =
                catchThrowableOfType(ConsoleException.class, () -> console.expect(NOW, LOGIN, PANIC));

        assertThat(failure.code()).isEqualTo(ConsoleError.NOT_SEEN);
        assertThat(failure).hasMessageContaining("\"login: \" or a line with /^panic: (.*)/");
        assertThat(failure.lastLines()).containsExactly("one", "two", "# ");
        assertThat(failure.hint()).contains("console=ttyS0");
        assertThat(console.expect(NOW, Expectation.line("^one$")).text()).isEqualTo("one");
        assertThat(console.expect(NOW, Expectation.pattern("^# $")).text()).isEqualTo("# ");
    }

    @Test
    void the_beginning_of_a_line_is_that_also_after_a_match_in_it() {
        line.guest().write("ab");
        console.expect(NOW, Expectation.text("a"));

        assertThat(console.find(NOW, List.of(Expectation.pattern("^b")))).isEmpty();
        assertThat(console.find(NOW, List.of(Expectation.pattern("(?<=a)b")))).isPresent();
    }

    @Test
    void lines_that_show_progress_are_lines_each_time_they_are_drawn() {
        List<String> seen = new ArrayList<>();
        console.watch(seen::add);
        line.guest().write("\rGet bsd  10% |**   |\rGet bsd 100% |*****|\r\nSignature Verified\r\n");

        console.expect(NOW, Expectation.line("100%"));

        assertThat(seen).containsExactly("Get bsd  10% |**   |", "Get bsd 100% |*****|", "Signature Verified");
        assertThat(console.transcript().lines()).containsExactly("Get bsd 100% |*****|", "Signature Verified");
        assertThat(new String(console.transcript().bytes(), StandardCharsets.UTF_8))
                .contains("10% |**   |\r");
    }

    @Test
    void colours_titles_and_questions_for_the_cursor_leave_no_trace() {
        line.guest().write("\u001b]0;title\u0007\u001b[1;32mlocalhost\u001b[0m\u001b(B:~# \u001b[6n");

        assertThat(console.expect(NOW, Expectation.pattern("^localhost:~# $")).text())
                .isEqualTo("localhost:~# ");
    }

    @Test
    void backspaces_and_erasing_change_what_stands_there() {
        line.guest().write("helo\b \blo\r\nwrong\r\u001b[Kright\r\nabc\u001b[2Dxy\u001b[K\r\n");

        console.expect(NOW, Expectation.line("^axy$"));

        assertThat(console.transcript().lines()).containsExactly("hello", "right", "axy");
    }

    @Test
    void watches_miss_nothing_between_two_expectations_and_one_that_fails_is_dropped() {
        List<String> seen = new ArrayList<>();
        console.watch(each -> {
            throw new IllegalStateException("of the watch");
        });
        SerialConsole.Watching watching = console.watch(seen::add);

        line.guest().write("a\r\nlogin: ");
        console.expect(NOW, LOGIN);
        line.guest().write("root\r\nb\r\n");
        watching.close();
        line.guest().write("c\r\n");

        assertThat(seen).containsExactly("a", "login: root", "b");
    }

    @Test
    void what_is_typed_reaches_the_guest_as_it_is() {
        console.sendLine("~.");
        console.send("a\nö");
        console.press(ControlKey.INTERRUPT, ControlKey.DOWN);

        assertThat(line.guest().typed()).isEqualTo("~.\ra\rö\u0003\u001b[B");
    }

    @Test
    void a_secret_is_nowhere_even_if_the_guest_echoes_it() {
        Secret secret = Secret.of("hunter2");
        List<String> seen = new ArrayList<>();
        console.watch(seen::add);
        line.guest().write("Password: ");

        console.answer(NOW, Expectation.text("Password: "), secret);
        line.guest().write("hun");
        line.guest().write("ter2\r\nhu\r\nnter2 hunt\u001b[1mer2\r\nbad password hunter2\r\n$ hunte");
        ConsoleMatch match = console.expect(NOW, Expectation.text("$"));
        ConsoleException failure = catchThrowableOfType(ConsoleException.class, () -> console.expect(NOW, LOGIN));

        assertThat(line.guest().typed()).isEqualTo("hunter2\r");
        assertThat(match.before().toString() + seen).doesNotContain("hunter2").contains("********");
        assertThat(console.transcript().toString().replace("\n", "")).doesNotContain("hunte");
        assertThat(new String(console.transcript().bytes(), StandardCharsets.UTF_8))
                .doesNotContain("ter2");
        assertThat(failure.toString() + failure.lastLines()).doesNotContain("hunte");
        console.close();
        assertThat(console.transcript().toString())
                .contains("bad password ********")
                .doesNotContain("hunte");
    }

    @Test
    void the_end_of_the_vm_is_told_with_the_last_lines_and_after_everything_that_was_written() {
        line.guest().write("syncing disks... done\r\n\r\n[EOT]\r\n");
        line.guest().exit(0);

        console.expect(SOON, Expectation.line("done$"));
        ConsoleException failure = catchThrowableOfType(ConsoleException.class, () -> console.expect(SOON, LOGIN));

        assertThat(failure.code()).isEqualTo(ConsoleError.ENDED);
        assertThat(failure.lastLines()).containsExactly("syncing disks... done", "[EOT]");
        assertThat(failure.transcript().toString()).contains("vmctl console web");
        assertThatThrownBy(() -> console.sendLine("x")).isInstanceOf(ConsoleException.class);
        assertThat(console.isConnected()).isFalse();
    }

    @Test
    void a_signal_to_cu_and_a_lost_connection_can_be_tried_again() {
        line.guest().write("\r\n[SIGTERM]\r\n");
        line.guest().exit(0);
        ConsoleException killed = catchThrowableOfType(ConsoleException.class, () -> console.expect(SOON, LOGIN));
        console.reconnect();
        line.guest().write("half a li");
        line.guest().loseConnection();
        ConsoleException lost = catchThrowableOfType(ConsoleException.class, () -> console.expect(SOON, LOGIN));
        console.reconnect();
        line.guest().write("login: ");

        assertThat(killed.code()).isEqualTo(ConsoleError.KILLED);
        assertThat(lost.code()).isEqualTo(ConsoleError.LOST);
        assertThat(killed.retryable() && lost.retryable()).isTrue();
        assertThat(console.expect(NOW, LOGIN).is(LOGIN)).isTrue();
        assertThat(console.transcript().lines())
                .contains("half a li", "[connected anew; what was written meanwhile is lost]", "login: ");
    }

    @Test
    void a_console_that_is_connected_is_not_connected_anew() {
        assertThatThrownBy(console::reconnect).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_console_that_was_closed_says_so() {
        console.close();

        assertThatThrownBy(() -> console.expect(SOON, LOGIN))
                .isInstanceOfSatisfying(
                        ConsoleException.class, e -> assertThat(e.code()).isEqualTo(ConsoleError.CLOSED));
    }

    @Test
    void who_is_interrupted_while_he_waits_hears_of_it_and_stays_interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> console.expect(SOON, LOGIN)).isInstanceOf(CommandCancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_flood_that_nobody_expects_is_bounded_and_its_end_is_there() {
        byte[] flood = "0123456789 all work and no play\r\n".repeat(2000).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 60; i++) {
            line.guest().write(flood);
        }
        line.guest().write("login: ");

        assertThat(console.transcript().bytes().length).isEqualTo(1024 * 1024);
        assertThat(console.transcript().dropped()).isEqualTo(60L * flood.length + 7 - 1024 * 1024);
        assertThat(console.find(SOON, List.of(LOGIN))).isPresent();
    }

    @Test
    void what_comes_while_one_waits_wakes_him() {
        Thread guest = new Thread(() -> line.guest().write("login: "));
        Timeline.system().schedule(Duration.ofMillis(20), guest::start);

        long before = Timeline.system().nanoTime();
        Optional<ConsoleMatch> match = console.find(SOON, List.of(LOGIN));

        assertThat(match).isPresent();
        assertThat(Duration.ofNanos(Timeline.system().nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_text_to_expect_is_of_one_line() {
        assertThatThrownBy(() -> Expectation.text("a\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Expectation.text("")).isInstanceOf(IllegalArgumentException.class);
    }
}
