package io.vmm4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandCancelledException;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.Privilege;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Signal;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.TransportException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedHostTest {

    private final SimulatedHost host = SimulatedHost.openBsd(OpenBsdRelease.V7_6)
            .user(SimulatedUser.named("sdk").inGroups("wheel"))
            .user(SimulatedUser.named("plain"))
            .doasConf("permit nopass sdk as root\n")
            .build();
    private final CommandExecutor executor = host.executor();

    @AfterEach
    void close() {
        host.close();
    }

    private CommandResult sh(String script) {
        return executor.run(Command.read("sh", "-c", script));
    }

    @Test
    void a_command_gives_its_output_and_exit_status() {
        CommandResult result = executor.run(Command.read("uname", "-sr"));

        assertThat(result.stdout()).isEqualTo("OpenBSD 7.6\n");
        assertThat(result.stderr()).isEmpty();
        assertThat(result.exitStatus()).isZero();
        assertThat(result.elapsed()).isZero();
    }

    @Test
    void argv_goes_to_the_program_byte_for_byte_without_a_shell() {
        String[] words = {"$HOME", "a b", "it's", "*", "", "-n", "\\n", "ünï€😀", "\n", ";", "\u0001\u007f"};
        List<String> argv = new ArrayList<>(List.of("printf", "<%s>"));
        argv.addAll(List.of(words));

        CommandResult result = executor.run(Command.read(argv.toArray(String[]::new)));

        assertThat(result.stdout()).isEqualTo("<" + String.join("><", words) + ">");
    }

    @Test
    void a_program_that_is_not_there_gives_127_and_one_that_cannot_be_run_126() {
        host.files().write("/root/data", "no program");

        CommandResult missing = executor.run(Command.read("sudo", "ls"));
        CommandResult unrunnable = executor.run(Command.read("/root/data"));

        assertThat(missing.exitStatus()).isEqualTo(127);
        assertThat(missing.stderr()).isEqualTo("ksh: sudo: not found\n");
        assertThat(unrunnable.exitStatus()).isEqualTo(126);
    }

    @Test
    void a_hundred_megabytes_go_in_and_come_out_unchanged() throws Exception {
        long length = 100L << 20;
        MessageDigest out = MessageDigest.getInstance("SHA-256");
        long[] received = new long[1];
        OutputSink sink = new OutputSink() {
            @Override
            public void stdout(byte[] buffer, int offset, int count) {
                out.update(buffer, offset, count);
                received[0] += count;
            }

            @Override
            public void stderr(byte[] buffer, int offset, int count) throws IOException {
                throw new IOException("unexpected");
            }
        };
        Command cat = Command.read("cat").withStdin(Input.stream(new Pattern(length)));
        try (RunningCommand running = executor.start(cat, sink)) {
            assertThat(running.await().status()).isZero();
        }
        CommandResult hash = executor.run(Command.read("sha256", "-q").withStdin(Input.stream(new Pattern(length))));

        assertThat(received[0]).isEqualTo(length);
        assertThat(hash.stdout().strip()).isEqualTo(HexFormat.of().formatHex(out.digest()));
        assertThat(host.timeline().nanoTime()).isZero();
    }

    /** Bytes that are easy to make and do not repeat at a power of two. */
    private static final class Pattern extends InputStream {

        private final long length;
        private long at;

        Pattern(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            return at < length ? (int) (at++ % 251) : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) {
            int n = (int) Math.min(count, length - at);
            for (int i = 0; i < n; i++) {
                buffer[offset + i] = (byte) (at++ % 251);
            }
            return n == 0 ? -1 : n;
        }
    }

    @Test
    void a_command_that_sleeps_takes_no_time_and_moves_the_clock() {
        CommandResult result = executor.run(Command.read("sleep", "3600").withTimeout(Duration.ofHours(2)));

        assertThat(result.elapsed()).isEqualTo(Duration.ofHours(1));
        assertThat(host.timeline().nanoTime()).isEqualTo(Duration.ofHours(1).toNanos());
    }

    @Test
    void a_timeout_stops_the_command_exactly_when_virtual_time_says_so() {
        Command command =
                Command.oneShot("sh", "-c", "sleep 30; touch /tmp/late").withTimeout(Duration.ofSeconds(20));

        assertThatThrownBy(() -> executor.run(command))
                .asInstanceOf(type(CommandTimeoutException.class))
                .satisfies(e -> assertThat(e.fate()).isEqualTo(CommandFate.STOPPED));
        assertThat(host.timeline().nanoTime()).isEqualTo(Duration.ofSeconds(20).toNanos());
        host.timeline().advance(Duration.ofMinutes(5));
        assertThat(host.files().exists("/tmp/late")).isFalse();
        assertThat(executor.run(Command.read("ps", "-ax", "-o", "args=")).stdout())
                .doesNotContain("sleep");
    }

    @Test
    void a_command_that_ignores_term_is_killed_two_seconds_later() {
        Command command = Command.oneShot("sh", "-c", "trap '' TERM; while :; do sleep 1; done")
                .withTimeout(Duration.ofSeconds(10));

        assertThatThrownBy(() -> executor.run(command))
                .asInstanceOf(type(CommandTimeoutException.class))
                .satisfies(e -> assertThat(e.fate()).isEqualTo(CommandFate.STOPPED));
        assertThat(host.timeline().nanoTime()).isEqualTo(Duration.ofSeconds(12).toNanos());
    }

    @Test
    void a_loop_that_never_waits_meets_its_timeout() {
        assertThatThrownBy(() -> sh("while :; do :; done")).isInstanceOf(CommandTimeoutException.class);
    }

    @Test
    void input_that_never_comes_ends_in_a_timeout() {
        Command cat = Command.read("cat").withStdin(Input.interactive()).withTimeout(Duration.ofMinutes(10));
        try (RunningCommand running = executor.start(cat, OutputSink.discard())) {
            assertThatThrownBy(running::await).isInstanceOf(CommandTimeoutException.class);
        }
    }

    @Test
    void cancelling_and_interrupting_stop_a_command() throws Exception {
        RunningCommand hanging = executor.start(Command.oneShot("tail", "-f", "/etc/passwd"), OutputSink.discard());
        hanging.cancel();
        assertThatThrownBy(hanging::await)
                .asInstanceOf(type(CommandCancelledException.class))
                .satisfies(e -> assertThat(e.fate()).isEqualTo(CommandFate.STOPPED));

        boolean[] interrupted = new boolean[1];
        Screen screen = new Screen();
        Command endless = Command.oneShot("sh", "-c", "echo started; cat")
                .withStdin(Input.interactive())
                .withTimeout(Duration.ofDays(1000));
        Thread waiter = new Thread(() -> {
            try (RunningCommand running = executor.start(endless, screen)) {
                running.await();
            } catch (CommandCancelledException e) {
                interrupted[0] = Thread.currentThread().isInterrupted();
            } catch (CommandTimeoutException e) {
                interrupted[0] = false;
            }
        });
        waiter.start();
        screen.await("started");
        waiter.interrupt();
        waiter.join(20_000);

        assertThat(interrupted[0]).isTrue();
    }

    @Test
    void a_signal_reaches_the_whole_group_and_is_told() {
        RunningCommand sleeping =
                executor.start(Command.oneShot("sh", "-c", "sleep 1000 & sleep 1000"), OutputSink.discard());
        sleeping.signal(Signal.KILL);
        Exit exit = sleeping.await();

        assertThat(exit.status()).isEqualTo(137);
        assertThat(exit.signal()).contains("KILL");
        assertThat(executor.run(Command.read("ps", "-ax", "-o", "args=")).stdout())
                .doesNotContain("sleep");
    }

    @Test
    void output_beyond_the_limit_stops_the_command() {
        Command endless = Command.read("cat", "/dev/zero").withOutputLimit(1000);

        assertThatThrownBy(() -> executor.run(endless))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("more than 1000 bytes");
    }

    @Test
    void a_sink_that_fails_stops_the_command_and_one_that_blocks_does_not_keep_it_from_its_timeout() throws Exception {
        OutputSink failing = OutputSink.to(
                new ByteArrayOutputStream() {
                    @Override
                    public synchronized void write(byte[] b, int off, int len) {
                        throw new IllegalStateException("full");
                    }
                },
                new ByteArrayOutputStream());
        RunningCommand refused = executor.start(Command.read("cat", "/dev/zero"), failing);
        assertThatThrownBy(refused::await).hasMessageContaining("full");

        CountDownLatch never = new CountDownLatch(1);
        OutputSink blocking = new OutputSink() {
            @Override
            public void stdout(byte[] buffer, int offset, int length) throws IOException {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }

            @Override
            public void stderr(byte[] buffer, int offset, int length) {}
        };
        RunningCommand blocked = executor.start(Command.read("cat", "/dev/zero"), blocking);
        assertThatThrownBy(blocked::await).isInstanceOf(CommandTimeoutException.class);
        never.countDown();
    }

    @Test
    void a_thousand_commands_in_a_row_and_64_callers_at_once() throws Exception {
        for (int i = 0; i < 1000; i++) {
            assertThat(executor.run(Command.read("true")).exitStatus()).isZero();
        }
        ExecutorService pool = Executors.newFixedThreadPool(64);
        try {
            List<Callable<String>> callers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                int number = i;
                callers.add(() -> executor.run(Command.read("sh", "-c", "sleep 7; echo $1 | cat", "sh", "" + number))
                        .stdout());
            }
            List<Future<String>> answers = pool.invokeAll(callers);
            for (int i = 0; i < 64; i++) {
                assertThat(answers.get(i).get()).isEqualTo(i + "\n");
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(host.commands())
                .hasSize(1064)
                .allSatisfy(c -> assertThat(c.exitStatus()).hasValue(0));
    }

    @Test
    void a_batch_is_one_round_trip_and_each_command_is_in_the_journal() {
        List<CommandResult> results = executor.runAll(Batch.stoppingAtFailure(
                List.of(Command.read("uname", "-r"), Command.read("false"), Command.read("hostname"))));
        executor.run(Command.read("id", "-u"));

        assertThat(results).extracting(CommandResult::exitStatus).containsExactly(0, 1);
        assertThat(host.roundTrips()).isEqualTo(2);
        assertThat(host.commands()).extracting(ExecutedCommand::line).containsExactly("uname -r", "false", "id -u");
        assertThat(host.commands()).extracting(ExecutedCommand::roundTrip).containsExactly(1, 1, 2);
        host.forgetCommands();
        assertThat(host.roundTrips()).isZero();
    }

    @Test
    void a_user_reaches_root_by_doas_and_keeps_his_environment_through_env() {
        CommandExecutor sdk = host.executor("sdk");
        CommandExecutor plain = host.executor("plain");

        assertThat(sdk.run(Command.read("id", "-un")).stdout()).isEqualTo("sdk\n");
        assertThat(sdk.run(Command.read("id", "-un").asRoot()).stdout()).isEqualTo("root\n");
        assertThat(sdk.run(Command.read("sh", "-c", "echo $A $HOME")
                                .withEnvironment("A", "ä")
                                .asRoot())
                        .stdout())
                .isEqualTo("ä /root\n");
        assertThat(plain.run(Command.read("id").asRoot()).stderr()).isEqualTo("doas: Operation not permitted\n");
        assertThat(plain.run(Command.read("cat", "/etc/doas.conf")).stderr())
                .isEqualTo("cat: /etc/doas.conf: Permission denied\n");
    }

    @Test
    void files_are_copied_through_commands() {
        byte[] content = new byte[300_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31);
        }
        CommandExecutor sdk = host.executor("sdk");

        sdk.files().write("/etc/vm.conf", content, 0600, Privilege.ROOT);

        assertThat(sdk.files().read("/etc/vm.conf", 1 << 20, Privilege.ROOT)).isEqualTo(content);
        assertThat(host.files().readBytes("/etc/vm.conf")).isEqualTo(content);
        assertThat(host.files().mode("/etc/vm.conf")).isEqualTo(0600);
        assertThat(host.files().owner("/etc/vm.conf")).isEqualTo("root");
        assertThat(host.files().list("/etc")).noneMatch(name -> name.startsWith("vm.conf."));
        assertThatThrownBy(() -> sdk.files().read("/etc/nope", 10, Privilege.USER))
                .hasMessageContaining("No such file or directory");
    }

    @Test
    void a_background_job_survives_its_session_and_takes_time_as_it_comes() {
        CommandResult started = sh("sh -c 'sleep 60; touch /tmp/rolled-back' </dev/null >/dev/null 2>&1 & echo $!");

        assertThat(started.elapsed()).isZero();
        assertThat(sh("kill -0 " + started.stdout().strip()).exitStatus()).isZero();
        host.timeline().advance(Duration.ofSeconds(59));
        assertThat(host.files().exists("/tmp/rolled-back")).isFalse();
        host.timeline().advance(Duration.ofSeconds(2));
        assertThat(host.files().exists("/tmp/rolled-back")).isTrue();
    }

    @Test
    void a_redirected_subshell_in_the_background_holds_the_session_as_in_ksh() {
        CommandResult result = sh("( sleep 50; true ) </dev/null >/dev/null 2>&1 & echo started");

        assertThat(result.stdout()).isEqualTo("started\n");
        assertThat(result.elapsed()).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void half_closing_the_input_leaves_the_output_open() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Command sort = Command.read("sort").withStdin(Input.interactive());
        try (RunningCommand running = executor.start(sort, OutputSink.to(out, out))) {
            running.stdin().write("b\na\n".getBytes(StandardCharsets.UTF_8));
            running.stdin().close();
            assertThat(running.await().status()).isZero();
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a\nb\n");
    }

    @Test
    void a_terminal_echoes_and_edits_and_interrupts() throws Exception {
        Screen screen = new Screen();
        Command shell = Command.oneShot("sh", "-c", "stty size; tty; read x; echo \"[$x]\"; cat; echo no");
        try (Terminal terminal = executor.openTerminal(shell, new TerminalSize(100, 40), screen)) {
            screen.await("/dev/ttyp0\r\n");
            terminal.stdin().write("helpo\b\blo\r".getBytes(StandardCharsets.UTF_8));
            screen.await("[hello]\r\n");
            terminal.stdin().write(3);
            assertThat(terminal.await().status()).isEqualTo(130);
        }

        assertThat(screen.text()).isEqualTo("40 100\r\n/dev/ttyp0\r\nhelpo\b \b\b \blo\r\n[hello]\r\n^C");
    }

    @Test
    void everything_tells_whether_anything_was_changed() {
        var before = host.files().everything();
        assertThat(before).containsKeys("/", "/etc/pf.conf", "/dev/vmm", "/usr/sbin/vmctl");
        assertThat(host.files().everything()).isEqualTo(before);

        String pfConf = host.files().read("/etc/pf.conf");
        host.files().write("/etc/pf.conf", pfConf.replace('b', 'c'));
        assertThat(host.files().everything()).isNotEqualTo(before);
        host.files().write("/etc/pf.conf", pfConf);
        host.files().setMode("/etc/pf.conf", 0644);
        assertThat(host.files().everything().get("/etc/pf.conf"))
                .startsWith("-rw-r--r-- root:wheel ")
                .isNotEqualTo(before.get("/etc/pf.conf"));
    }

    @Test
    void a_tunnel_to_nowhere_is_refused_within_its_time() {
        assertThatThrownBy(() -> executor.openTunnel("100.64.1.3", 22, Duration.ofSeconds(30)))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("Operation timed out");
        assertThat(host.timeline().nanoTime()).isEqualTo(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void a_closed_executor_runs_nothing_more() {
        CommandExecutor other = host.executor();
        RunningCommand hanging = other.start(Command.oneShot("sleep", "1000"), OutputSink.discard());
        other.close();

        assertThatThrownBy(hanging::await).isInstanceOf(CommandCancelledException.class);
        assertThatThrownBy(() -> other.run(Command.read("true"))).hasMessageContaining("closed");
    }

    @Test
    void a_linux_host_is_no_openbsd() {
        try (SimulatedHost linux = SimulatedHost.linux().build()) {
            CommandExecutor on = linux.executor();

            assertThat(on.run(Command.read("uname", "-s")).stdout()).isEqualTo("Linux\n");
            assertThat(on.run(Command.read("vmctl", "status")).exitStatus()).isEqualTo(127);
            assertThat(on.run(Command.read("doas", "true")).exitStatus()).isEqualTo(127);
            assertThat(linux.files().read("/etc/os-release")).contains("ID=debian");
        }
    }

    @Test
    void hosts_of_the_same_seed_are_alike() {
        try (SimulatedHost one = SimulatedHost.openBsd().seed(7).build();
                SimulatedHost two = SimulatedHost.openBsd().seed(7).build();
                SimulatedHost other = SimulatedHost.openBsd().seed(8).build()) {
            Command command = Command.read("sh", "-c", "echo $$; mktemp");
            String first = one.executor().run(command).stdout();

            assertThat(two.executor().run(command).stdout()).isEqualTo(first);
            assertThat(other.executor().run(command).stdout()).isNotEqualTo(first);
        }
    }

    @Test
    void real_time_really_passes() {
        try (SimulatedHost real = SimulatedHost.openBsd().realTime(100).build()) {
            CommandResult result = real.executor().run(Command.read("sleep", "5"));

            assertThat(result.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
            assertThatThrownBy(() ->
                            real.executor().run(Command.oneShot("sleep", "1000").withTimeout(Duration.ofSeconds(10))))
                    .isInstanceOf(CommandTimeoutException.class);
        }
    }
}
