package io.vmm4j.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.install.internal.EscapedTerminal;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleConnectionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cu: open(\"/dev/ttyp0\"): Device busy | IN_USE",
                "cu: open(\"/dev/ttyp0\"): Permission denied | NOT_CONNECTED",
                "vmctl: console not found | NOT_CONNECTED",
                "doas: Operation not permitted | NOT_CONNECTED"
            })
    void what_vmctl_and_cu_say_is_why_a_console_cannot_be_opened(String said, ConsoleError code) {
        ConsoleLine refused = refusing(said);

        ConsoleException failure =
                catchThrowableOfType(ConsoleException.class, () -> SerialConsole.open(refused, Timeline.system()));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(said);
    }

    private static ConsoleLine refusing(String said) {
        ScriptedLine line = new ScriptedLine();
        ConsoleLine ending = new ConsoleLine() {
            @Override
            public RunningCommand connect(OutputSink output) {
                ScriptedLine.Talk talk = (ScriptedLine.Talk) line.connect(output);
                talk.complain(said + "\n");
                talk.exit(1);
                return talk;
            }

            @Override
            public String name() {
                return line.name();
            }
        };
        return ending.greetingWith(Expectation.line("^Connected"));
    }

    @Test
    void is_open_when_the_greeting_was_seen() {
        ScriptedLine line = new ScriptedLine().saying("Connected to /dev/ttyp0 (speed 115200)\r\nlogin: ");

        SerialConsole console =
                SerialConsole.open(line.greetingWith(Expectation.line("^Connected")), Timeline.system());

        assertThat(console.expect(java.time.Duration.ZERO, Expectation.pattern("^login: $"))
                        .text())
                .isEqualTo("login: ");
    }

    /** cu.c: a tilde means something at first, after a carriage return, and after a command; and "~~" types one. */
    @ParameterizedTest
    @CsvSource({"~., ~~.", "~~., ~~~~.", "a~., a~.", "'a|~.', 'a|~~.'", "'|~', '|~~'", "' ~.', ' ~.'"})
    void on_a_terminal_a_tilde_is_doubled_exactly_where_cu_looks_for_one(String typed, String sent) throws IOException {
        ScriptedLine line = new ScriptedLine();
        RunningCommand cu = line.connect(OutputSink.discard());
        OutputStream keyboard = new EscapedTerminal(cu).stdin();

        keyboard.write(typed.replace('|', '\r').getBytes(StandardCharsets.UTF_8));

        assertThat(line.guest().typed()).isEqualTo(sent.replace('|', '\r'));
        assertThat(Optional.of(line.guest().typed()))
                .map(ConsoleConnectionTest::throughCu)
                .contains(typed.replace('|', '\r'));
    }

    /** What cu(1) makes of it. */
    private static String throughCu(String typed) {
        StringBuilder sent = new StringBuilder();
        boolean newline = true;
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (newline && c == '~') {
                assertThat(typed.charAt(++i)).isEqualTo('~');
                sent.append('~');
            } else {
                newline = c == '\r';
                sent.append(c);
            }
        }
        return sent.toString();
    }
}
