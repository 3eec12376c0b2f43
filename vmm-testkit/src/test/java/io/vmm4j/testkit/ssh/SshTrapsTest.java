package io.vmm4j.testkit.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.Secret;
import io.vmm4j.ssh.AuthenticationException;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.ssh.SshExecutorBuilder;
import io.vmm4j.testkit.Requirement;
import io.vmm4j.testkit.openssh.LoopbackSshd;
import io.vmm4j.testkit.openssh.LoopbackSshdBuilder;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What sshj does by default, or sshd by its limits, and the executor keeps from its callers. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SshTrapsTest {

    private LoopbackSshd sshd;

    @BeforeEach
    void requireServer() {
        Requirement.require(LoopbackSshdBuilder.canChooseUser(), "sshd and nss_wrapper");
    }

    @AfterEach
    void stop() {
        if (sshd != null) {
            sshd.close();
        }
    }

    private SshExecutorBuilder start(String... settings) {
        LoopbackSshdBuilder builder = LoopbackSshd.builder();
        for (String setting : settings) {
            builder.setting(setting);
        }
        sshd = builder.start();
        return SshExecutor.to(sshd.address()).keyFile(sshd.keyFile()).hostKeys(HostKeyPolicy.strict(sshd.knownHosts()));
    }

    /** sshj drops what it still buffers when it closes a stream whose window, 2 MiB at first, is full. */
    @Test
    void the_last_bytes_of_the_input_of_a_slow_reader_arrive() {
        try (SshExecutor executor = start().connect()) {
            for (int rest : new int[] {1, 20_000, 32_768, 40_000}) {
                byte[] input = new byte[2 * 1024 * 1024 + rest];
                Command command =
                        Command.oneShot("sh", "-c", "sleep 0.3; wc -c").withStdin(Input.of(input));
                assertThat(executor.run(command).stdout().strip()).isEqualTo(Integer.toString(input.length));
            }
        }
    }

    /** With Nagle's algorithm each command waits some 40 ms for a delayed acknowledgement. */
    @Test
    void a_command_does_not_wait_for_delayed_acknowledgements() {
        try (SshExecutor executor = start().connect()) {
            List<Long> times = new ArrayList<>();
            for (int i = 0; i < 31; i++) {
                times.add(executor.run(Command.oneShot("true")).elapsed().toMillis());
            }
            assertThat(times.stream().sorted().toList().get(15))
                    .as("median of %s ms", times)
                    .isLessThan(35);
        }
    }

    /** Bouncy Castle as a provider makes AES several times slower. */
    @Test
    void the_jdk_encrypts() {
        try (SshExecutor executor = start("LogLevel DEBUG1").connect()) {
            assertThat(executor.run(Command.read("true")).exitStatus()).isZero();
            assertThat(Security.getProvider("BC")).isNull();
            assertThat(sshd.log()).contains("cipher: aes128-gcm@openssh.com");
        }
    }

    @Test
    void no_more_than_eight_commands_run_at_once_however_many_callers_there_are(@TempDir Path directory)
            throws Exception {
        Path log = directory.resolve("log");
        Command command =
                Command.oneShot("sh", "-c", "echo + >>\"$1\"; sleep 0.1; echo - >>\"$1\"", "sh", log.toString());
        try (SshExecutor executor = start().connect()) {
            inParallel(40, () -> executor.run(command).stdout(), "");
        }
        int running = 0;
        int most = 0;
        for (String line : Files.readAllLines(log)) {
            running += line.equals("+") ? 1 : -1;
            most = Math.max(most, running);
        }
        assertThat(running).isZero();
        assertThat(most).isBetween(2, 8);
    }

    /** A session for each would be several times slower, and sshd(8) writes a line into its log for each. */
    @Test
    void many_callers_that_only_read_share_a_few_sessions() throws Exception {
        try (SshExecutor executor = start().connect()) {
            inParallel(
                    32,
                    () -> {
                        StringBuilder said = new StringBuilder();
                        for (int i = 0; i < 10; i++) {
                            said.append(executor.run(Command.read("echo", "r")).stdout());
                        }
                        return said.toString();
                    },
                    "r\n".repeat(10));
        }

        assertThat(sshd.log().lines().filter(line -> line.contains("Starting session")))
                .as("sessions for 320 commands")
                .hasSizeLessThan(160);
    }

    @Test
    void a_read_does_not_wait_for_long_ones_that_have_all_the_kept_shells() throws Exception {
        try (SshExecutor executor = start().connect()) {
            ExecutorService pool = Executors.newFixedThreadPool(4);
            try {
                for (int i = 0; i < 4; i++) {
                    pool.execute(() -> executor.run(Command.read("sleep", "5")));
                }
                Deadline limit = Timeline.system().deadlineIn(Duration.ofSeconds(4));
                for (int i = 0; i < 5; i++) {
                    assertThat(executor.run(Command.read("echo", "r")).stdout()).isEqualTo("r\n");
                }
                assertThat(limit.expired()).isFalse();
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @Test
    void a_host_that_allows_fewer_sessions_makes_callers_wait_instead_of_fail() throws Exception {
        try (SshExecutor executor = start("MaxSessions 2").connect()) {
            callOften(executor, 20);
        }
    }

    @Test
    void a_host_that_allows_a_single_session_works() throws Exception {
        try (SshExecutor executor = start("MaxSessions 1").connect()) {
            callOften(executor, 8);
        }
    }

    private static void callOften(SshExecutor executor, int callers) throws Exception {
        inParallel(callers, () -> executor.run(Command.read("echo", "r")).stdout(), "r\n");
        inParallel(callers, () -> executor.run(Command.oneShot("echo", "o")).stdout(), "o\n");
        inParallel(
                callers,
                () -> executor.run(Command.read("echo", "r")).stdout()
                        + executor.run(Command.oneShot("echo", "o")).stdout(),
                "r\no\n");
    }

    private static void inParallel(int callers, Callable<String> call, String expected) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(callers);
        try {
            for (Future<String> answer : pool.invokeAll(Collections.nCopies(callers, call), 30, TimeUnit.SECONDS)) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** An unread error stream would hold up everything once its window of 2 MiB is full. */
    @Test
    void a_connection_serves_others_while_one_command_does_not_read_its_input() {
        try (SshExecutor executor = start().connect();
                io.vmm4j.exec.RunningCommand stuck = executor.start(
                        Command.oneShot("sleep", "30").withStdin(Input.of(new byte[6 * 1024 * 1024])),
                        io.vmm4j.exec.OutputSink.discard())) {
            Deadline limit = Timeline.system().deadlineIn(Duration.ofSeconds(8));
            for (int i = 0; i < 20; i++) {
                assertThat(executor.run(Command.oneShot("echo", "x")).stdout()).isEqualTo("x\n");
                Command unread = Command.oneShot("true").withStdin(Input.of(new byte[6 * 1024 * 1024]));
                assertThat(executor.run(unread).exitStatus()).isZero();
            }
            assertThat(limit.expired()).as("nobody waited for the stuck one").isFalse();
            stuck.cancel();
        }
    }

    @Test
    void no_thread_is_left_after_closing_nor_after_failed_logins() throws InterruptedException {
        Set<Thread> before = ours();
        try (SshExecutor executor = start().connect()) {
            executor.run(Command.read("true"));
            executor.run(Command.oneShot("true"));
        }
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> SshExecutor.to(sshd.address())
                            .password(Secret.of("wrong"))
                            .hostKeys(HostKeyPolicy.strict(sshd.knownHosts()))
                            .connect())
                    .isInstanceOf(AuthenticationException.class);
        }

        Deadline deadline = Timeline.system().deadlineIn(Duration.ofSeconds(15));
        Set<Thread> left = ours();
        left.removeAll(before);
        while (!left.isEmpty() && !deadline.expired()) {
            Timeline.system().sleep(Duration.ofMillis(100));
            left = ours();
            left.removeAll(before);
        }
        assertThat(left).isEmpty();
    }

    /** Threads of the executor's and of sshj's; other tests in this process may have some too. */
    private static Set<Thread> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sshj"))
                .collect(Collectors.toSet());
    }

    @Test
    void what_start_up_files_print_is_not_the_commands_output() throws Exception {
        sshd = LoopbackSshd.builder().loginShell("/bin/csh").start();
        Files.writeString(sshd.directory().resolve("home/.cshrc"), "echo welcome to the machine\necho noise\n");
        try (SshExecutor executor = SshExecutor.to(sshd.address())
                .keyFile(sshd.keyFile())
                .hostKeys(HostKeyPolicy.strict(sshd.knownHosts()))
                .connect()) {
            assertThat(executor.run(Command.read("echo", "only this")).stdout()).isEqualTo("only this\n");
            assertThat(executor.run(Command.oneShot("echo", "only this")).stdout())
                    .isEqualTo("only this\n");
        }
    }

    @Test
    void a_user_without_a_shell_is_an_error_that_says_so() {
        sshd = LoopbackSshd.builder().loginShell("/usr/sbin/nologin").start();
        try (SshExecutor executor = SshExecutor.to(sshd.address())
                .keyFile(sshd.keyFile())
                .hostKeys(HostKeyPolicy.strict(sshd.knownHosts()))
                .connect()) {
            for (Command command : List.of(Command.read("true"), Command.oneShot("true"))) {
                assertThatThrownBy(() -> executor.run(command))
                        .hasMessageContaining("This account is currently not available");
            }
        }
    }
}
