package io.vmm4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A terminal is one: it has a size, echoes, and passes on control keys. */
public interface TerminalContract extends ExecutorUnderTest {

    @Test
    default void a_terminal_has_the_size_that_was_asked_for_and_echoes() throws IOException {
        DigestSink screen = new DigestSink();
        Command command = Command.read("sh", "-c", "stty size; read line; echo \"got <$line>\"; exit 5");

        try (Terminal terminal = executor().openTerminal(command, new TerminalSize(101, 37), screen)) {
            assertThat(screen.awaitStdout("37 101")).as(screen::stdoutText).isTrue();
            type(terminal, "hello\r");
            assertThat(screen.awaitStdout("got <hello>")).as(screen::stdoutText).isTrue();
            assertThat(terminal.await().status()).isEqualTo(5);
        }

        assertThat(screen.stdoutText()).startsWith("37 101\r\n").contains("hello\r\n");
    }

    @Test
    default void a_terminal_can_be_resized() throws IOException {
        DigestSink screen = new DigestSink();
        Command command = Command.read("sh", "-c", "echo ready; read line; stty size");

        try (Terminal terminal = executor().openTerminal(command, TerminalSize.VT220, screen)) {
            assertThat(screen.awaitStdout("ready")).as(screen::stdoutText).isTrue();
            terminal.resize(new TerminalSize(132, 50));
            type(terminal, "\r");
            assertThat(screen.awaitStdout("50 132")).as(screen::stdoutText).isTrue();
            assertThat(terminal.await().status()).isZero();
        }
    }

    @Test
    default void the_interrupt_key_interrupts() throws IOException {
        DigestSink screen = new DigestSink();
        Command command =
                Command.read("sh", "-c", "trap 'echo interrupted; exit 3' INT; echo ready; while :; do sleep 1; done");

        try (Terminal terminal = executor().openTerminal(command, TerminalSize.VT220, screen)) {
            assertThat(screen.awaitStdout("ready")).as(screen::stdoutText).isTrue();
            type(terminal, "\u0003");
            assertThat(terminal.await().status()).isEqualTo(3);
        }

        assertThat(screen.stdoutText()).contains("interrupted");
    }

    private static void type(Terminal terminal, String keys) throws IOException {
        OutputStream keyboard = terminal.stdin();
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }
}
