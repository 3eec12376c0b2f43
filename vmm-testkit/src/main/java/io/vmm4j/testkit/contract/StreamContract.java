package io.vmm4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Secret;
import io.vmm4j.exec.TransportException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Input and output arrive whole, whatever their size, and neither stream can block the other. */
public interface StreamContract extends ExecutorUnderTest {

    /** How many bytes the large transfers move. */
    long LARGE = 100L * 1024 * 1024;

    @Test
    default void a_hundred_megabytes_go_in_and_come_out_unchanged() {
        PatternStream sent = new PatternStream(LARGE);
        DigestSink received = new DigestSink();
        Command command = Command.read("cat").withStdin(Input.stream(sent)).withTimeout(Duration.ofMinutes(2));

        try (RunningCommand running = executor().start(command, received)) {
            assertThat(running.await().status()).isZero();
        }

        assertThat(received.stdoutBytes()).isEqualTo(LARGE);
        assertThat(received.stdoutDigest()).isEqualTo(sent.digest());
        assertThat(received.stderrBytes()).isZero();
    }

    @Test
    default void without_input_a_command_sees_end_of_file() {
        assertThat(run("cat").stdout()).isEmpty();
    }

    @Test
    default void input_from_memory_arrives() {
        byte[] bytes = new byte[256 * 64];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        CommandResult result = executor().run(Command.read("cat").withStdin(Input.of(bytes)));
        assertThat(result.stdoutBytes()).isEqualTo(bytes);
    }

    @Test
    default void a_secret_on_standard_input_arrives_and_is_never_shown() {
        Secret secret = Secret.of("correct horse battery");
        Command command = Command.read("cat").withStdin(Input.of(secret));

        assertThat(executor().run(command).stdout()).isEqualTo("correct horse battery");
        assertThat(command.toString()).doesNotContain("horse");
    }

    @Test
    default void a_command_that_does_not_read_its_input_succeeds() {
        Command command = Command.read("true").withStdin(Input.stream(new PatternStream(8L * 1024 * 1024)));
        assertThat(executor().run(command).exitStatus()).isZero();
    }

    @Test
    default void both_streams_come_apart_and_in_their_own_order() {
        CommandResult result =
                sh("i=0; while [ $i -lt 500 ]; do echo out $i; echo err $i >&2; i=$((i+1)); done; exit 7");

        assertThat(result.exitStatus()).isEqualTo(7);
        assertThat(result.stdoutLines()).hasSize(500).startsWith("out 0").endsWith("out 499");
        assertThat(result.stderrLines()).hasSize(500).startsWith("err 0").endsWith("err 499");
    }

    @Test
    default void eight_megabytes_on_standard_error_do_not_block_standard_output() {
        DigestSink received = new DigestSink();
        Command command = Command.read("sh", "-c", "cat >&2; echo done")
                .withStdin(Input.stream(new PatternStream(8L * 1024 * 1024)));

        try (RunningCommand running = executor().start(command, received)) {
            assertThat(running.await().status()).isZero();
        }

        assertThat(received.stderrBytes()).isEqualTo(8L * 1024 * 1024);
        assertThat(received.stdoutBytes()).isEqualTo(5);
    }

    @Test
    default void output_without_a_final_newline_and_with_any_byte_arrives() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (255 - i);
        }
        CommandResult result = executor().run(Command.read("cat").withStdin(Input.of(all)));
        assertThat(result.stdoutBytes()).isEqualTo(all);
    }

    @Test
    default void closing_the_input_is_end_of_file_and_output_goes_on() throws IOException {
        DigestSink received = new DigestSink();
        Command command = Command.read("sh", "-c", "cat; echo after").withStdin(Input.interactive());

        try (RunningCommand running = executor().start(command, received)) {
            OutputStream stdin = running.stdin();
            stdin.write("first\n".getBytes(StandardCharsets.UTF_8));
            stdin.flush();
            assertThat(received.awaitStdout("first\n")).isTrue();
            stdin.write("second\n".getBytes(StandardCharsets.UTF_8));
            stdin.close();
            Exit exit = running.await();
            assertThat(exit.status()).isZero();
        }

        assertThat(received.stdoutText()).isEqualTo("first\nsecond\nafter\n");
    }

    @Test
    default void a_command_that_prints_more_than_its_limit_is_stopped() {
        Command command = Command.read("sh", "-c", "while :; do echo 0123456789012345678901234567890123456789; done")
                .withOutputLimit(100_000);

        assertThatThrownBy(() -> executor().run(command))
                .isInstanceOfSatisfying(
                        TransportException.class, e -> assertThat(e.code()).isEqualTo(ExecError.OUTPUT_TOO_LARGE))
                .hasMessageContaining("100000 bytes");
    }

    @Test
    default void output_of_exactly_the_limit_is_accepted() {
        byte[] bytes = new byte[70_000];
        Arrays.fill(bytes, (byte) 'x');
        Command command = Command.read("cat").withStdin(Input.of(bytes)).withOutputLimit(bytes.length);
        assertThat(executor().run(command).stdoutBytes()).isEqualTo(bytes);
    }

    @Test
    default void a_sink_that_refuses_the_output_ends_the_command() {
        OutputSink refusing = new OutputSink() {
            @Override
            public void stdout(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public void stderr(byte[] buffer, int offset, int length) {
                // Nothing comes here.
            }
        };
        Command command = Command.read("sh", "-c", "echo x; sleep 60");

        try (RunningCommand running = executor().start(command, refusing)) {
            assertThatThrownBy(running::await)
                    .isInstanceOfSatisfying(
                            TransportException.class, e -> assertThat(e.code()).isEqualTo(ExecError.OUTPUT_REFUSED))
                    .hasMessageContaining("disk full");
        }
    }
}
