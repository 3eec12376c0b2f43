package io.vmm4j.testkit.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.Privilege;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.TransportException;
import io.vmm4j.testkit.Requirement;
import io.vmm4j.testkit.openssh.FaultyProxy;
import io.vmm4j.testkit.openssh.LoopbackSshd;
import io.vmm4j.testkit.openssh.LoopbackSshdBuilder;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of commands when the connection breaks, and what the error says of them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class ConnectionFaults {

    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private LoopbackSshd sshd;
    private FaultyProxy proxy;
    private CommandExecutor executor;

    @TempDir
    private Path directory;

    abstract CommandExecutor connect(LoopbackSshd server, int port, Path knownHosts, Duration heartbeat);

    @BeforeEach
    void start() {
        Requirement.require(LoopbackSshdBuilder.canChooseUser(), "sshd and nss_wrapper");
        sshd = LoopbackSshd.builder().start();
        proxy = FaultyProxy.to(sshd.port());
        executor = connect(sshd, proxy.port(), sshd.knownHosts(proxy.port()), HEARTBEAT);
    }

    @AfterEach
    void stop() {
        if (executor != null) {
            proxy.admit();
            proxy.resume();
            executor.close();
            proxy.close();
        }
        if (sshd != null) {
            sshd.close();
        }
    }

    @Test
    void a_connection_that_was_cut_before_a_command_is_made_anew() {
        assertThat(executor.run(Command.read("echo", "one")).stdout()).isEqualTo("one\n");
        proxy.cut();
        // Of a command that was sent into a cut not noticed yet, nobody knows whether it ran.
        awaitNoticed();
        assertThat(executor.run(Command.oneShot("echo", "two")).stdout()).isEqualTo("two\n");
        proxy.cut();
        assertThat(executor.run(Command.read("echo", "three")).stdout()).isEqualTo("three\n");
        assertThat(proxy.connections()).isEqualTo(3);
    }

    @Test
    void a_host_that_cannot_be_reached_any_more_is_an_error_and_the_command_did_not_run() {
        proxy.refuse();
        proxy.cut();
        awaitNoticed();

        TransportException failure = catchThrowableOfType(
                TransportException.class,
                () -> executor.run(Command.oneShot("touch", witness().toString())));

        assertThat(failure.fate()).isEqualTo(CommandFate.NOT_RUN);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.hint()).contains("sshd");
        assertThat(witness()).doesNotExist();

        proxy.admit();
        assertThat(executor.run(Command.oneShot("echo", "back")).stdout()).isEqualTo("back\n");
    }

    /** Both executors learn of a cut by themselves; the next call must not depend on how soon. */
    private static void awaitNoticed() {
        try {
            Timeline.system().sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_one_shot_command_that_was_cut_off_may_have_run_and_is_not_repeated() throws InterruptedException {
        Command command = Command.oneShot(
                "sh", "-c", "echo run >>\"$1\"; sleep 600", "sh", witness().toString());
        try (RunningCommand running = executor.start(command, OutputSink.discard())) {
            awaitLines(1);
            proxy.cut();
            assertThatThrownBy(running::await).isInstanceOfSatisfying(TransportException.class, e -> {
                assertThat(e.code()).isEqualTo(ExecError.CONNECTION_LOST);
                assertThat(e.fate()).isEqualTo(CommandFate.MAY_HAVE_RUN);
                assertThat(e).hasMessageContaining("may have run");
            });
        }
        assertThat(lines()).isEqualTo(1);
    }

    @Test
    void a_command_whose_answer_was_lost_may_have_run() throws InterruptedException {
        Thread cutting = new Thread(() -> {
            try {
                awaitLines(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            proxy.passAnswers();
        });
        CountingSink printed = new CountingSink();
        Command command = Command.oneShot(
                        "sh",
                        "-c",
                        "echo ready; read go; echo run >>\"$1\"",
                        "sh",
                        witness().toString())
                .withStdin(Input.interactive());

        try (RunningCommand running = executor.start(command, printed)) {
            assertThat(printed.awaitBytes(6)).isTrue();
            proxy.swallowAnswers();
            cutting.start();
            write(running, "go\n");
            assertThatThrownBy(running::await)
                    .isInstanceOfSatisfying(
                            TransportException.class, e -> assertThat(e.fate()).isEqualTo(CommandFate.MAY_HAVE_RUN));
        }
        cutting.join(10_000);
        assertThat(lines()).isEqualTo(1);
    }

    @Test
    void a_command_that_only_reads_is_repeated_once_when_it_is_cut_off() throws InterruptedException {
        Command command = Command.read(
                "sh",
                "-c",
                "echo run >>\"$1\"; n=$(wc -l <\"$1\"); [ $n -gt 1 ] || sleep 600; echo answer",
                "sh",
                witness().toString());
        Thread cutting = new Thread(() -> {
            try {
                awaitLines(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            proxy.cut();
        });
        cutting.start();

        assertThat(executor.run(command).stdout()).isEqualTo("answer\n");

        cutting.join(10_000);
        assertThat(lines()).isEqualTo(2);
    }

    @Test
    void an_upload_that_is_cut_off_leaves_the_old_file_and_nothing_else() throws IOException, InterruptedException {
        Path source = Files.write(directory.resolve("source"), new byte[30 * 1024 * 1024]);
        Path place = Files.createDirectory(directory.resolve("place"));
        Path target = Files.writeString(place.resolve("file"), "old");
        proxy.cutAfter(5 * 1024 * 1024);

        assertThatThrownBy(() -> executor.files()
                        .upload(source, target.toString(), 0600, Privilege.USER, Duration.ofSeconds(60)))
                .isInstanceOf(TransportException.class);

        assertThat(target).hasContent("old");
        Deadline deadline = Timeline.system().deadlineIn(Duration.ofSeconds(10));
        while (count(place) > 1 && !deadline.expired()) {
            Timeline.system().sleep(Duration.ofMillis(50));
        }
        assertThat(count(place)).isEqualTo(1);
    }

    @Test
    void a_host_that_has_fallen_silent_is_given_up_and_the_caller_set_free() {
        Deadline limit = Timeline.system().deadlineIn(HEARTBEAT.multipliedBy(3).plusSeconds(7));
        Command command = Command.oneShot("sleep", "600").withTimeout(Duration.ofMinutes(5));
        try (RunningCommand running = executor.start(command, OutputSink.discard())) {
            proxy.stall();
            assertThatThrownBy(running::await)
                    .isInstanceOfSatisfying(
                            TransportException.class, e -> assertThat(e.code()).isEqualTo(ExecError.CONNECTION_LOST));
        }
        assertThat(limit.expired()).as("noticed in time").isFalse();
    }

    @Test
    void a_host_that_stops_reading_during_an_upload_is_given_up_as_well() throws IOException {
        Path source = Files.write(directory.resolve("source"), new byte[60 * 1024 * 1024]);
        Deadline limit = Timeline.system().deadlineIn(Duration.ofSeconds(40));
        proxy.cutAfter(Long.MAX_VALUE);
        Thread stalling = new Thread(() -> {
            awaitNoticed();
            proxy.stall();
        });
        Command command = Command.oneShot("sh", "-c", "sleep 1; cat >/dev/null; sleep 600")
                .withStdin(Input.file(source))
                .withTimeout(Duration.ofMinutes(5));
        try (RunningCommand running = executor.start(command, OutputSink.discard())) {
            stalling.start();
            assertThatThrownBy(running::await).isInstanceOf(TransportException.class);
        }
        assertThat(limit.expired()).as("noticed in time").isFalse();
    }

    @Test
    void a_timeout_on_a_silent_host_does_not_wait_for_it() {
        proxy.stall();
        Command command = Command.oneShot("true").withTimeout(Duration.ofMillis(500));
        Deadline limit = Timeline.system().deadlineIn(Duration.ofSeconds(12));

        assertThatThrownBy(() -> executor.run(command)).isInstanceOf(TransportException.class);

        assertThat(limit.expired()).as("in time").isFalse();
    }

    private Path witness() {
        return directory.resolve("witness");
    }

    private long lines() {
        try (Stream<String> lines = Files.lines(witness())) {
            return lines.count();
        } catch (IOException e) {
            return 0;
        }
    }

    private void awaitLines(int wanted) throws InterruptedException {
        Deadline deadline = Timeline.system().deadlineIn(Duration.ofSeconds(20));
        while (lines() < wanted && !deadline.expired()) {
            Timeline.system().sleep(Duration.ofMillis(10));
        }
        assertThat(lines()).isEqualTo(wanted);
    }

    private static long count(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.count();
        }
    }

    private static void write(RunningCommand running, String text) {
        try {
            OutputStream stdin = running.stdin();
            stdin.write(text.getBytes(StandardCharsets.UTF_8));
            stdin.flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
