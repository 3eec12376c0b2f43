package io.vmm4j.testkit.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vmm4j.exec.Command;
import io.vmm4j.install.ConsoleException;
import io.vmm4j.install.ConsoleLine;
import io.vmm4j.install.ConsoleShell;
import io.vmm4j.install.Expectation;
import io.vmm4j.install.SerialConsole;
import io.vmm4j.install.ShellAnswer;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.testkit.NoisyLine;
import io.vmm4j.testkit.Requirement;
import io.vmm4j.testkit.openssh.LoopbackSshd;
import io.vmm4j.testkit.openssh.LoopbackSshdBuilder;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A console's shell, with real shells at real terminals: mksh stands for OpenBSD's ksh, busybox is Alpine's. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RealShellTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Expectation NEVER = Expectation.text("what no shell prints");

    @TempDir
    static Path directory;

    private static LoopbackSshd sshd;
    private static SshExecutor executor;

    @BeforeAll
    static void start() {
        Requirement.require(LoopbackSshdBuilder.available(), "sshd");
        sshd = LoopbackSshd.builder().start();
        executor = SshExecutor.to(sshd.address())
                .hostKeys(HostKeyPolicy.strict(sshd.knownHosts()))
                .keyFile(sshd.keyFile())
                .connect();
    }

    @AfterAll
    static void stop() {
        if (executor != null) {
            executor.close();
        }
        if (sshd != null) {
            sshd.close();
        }
    }

    private static ConsoleLine line(String shell) {
        List<String> argv = List.of(shell.split(" ", -1));
        Requirement.require(
                Stream.of(System.getenv("PATH").split(":", -1))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, argv.get(0)))),
                argv.get(0));
        Command command = Command.oneShot(argv.toArray(String[]::new)).withTimeout(Duration.ofMinutes(5));
        return ConsoleLine.terminal(executor, shell, command);
    }

    /** Opens a console, and leaves the shell when all is done: an interactive one ignores TERM, so closing alone takes seconds. */
    private static void at(ConsoleLine line, Consumer<SerialConsole> dialogue) {
        try (SerialConsole console = SerialConsole.open(line, Timeline.system())) {
            dialogue.accept(console);
            assertThatExceptionOfType(ConsoleException.class).isThrownBy(() -> {
                for (int i = 0; i < 20; i++) {
                    console.sendLine("\nexit");
                    console.find(Duration.ofMillis(500), List.of(NEVER));
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mksh", "mksh +o emacs", "dash -i", "busybox ash", "bash --norc --noprofile", "ksh93"})
    void commands_run_whatever_the_prompt_and_the_way_lines_are_edited(String shell) {
        at(line(shell), console -> {
            ConsoleShell sh = console.shell();

            assertThat(sh.run("echo one; echo two >&2; false", LIMIT))
                    .isEqualTo(new ShellAnswer(1, List.of("one", "two")));
            assertThat(sh.run("printf 'no newline'", LIMIT)).isEqualTo(new ShellAnswer(0, List.of("no newline")));
            assertThat(sh.run("X='it is kept'", LIMIT).succeeded()).isTrue();
            assertThat(sh.run("echo \"$X\" # and this is a comment that makes it too long for a line", LIMIT)
                            .lines())
                    .containsExactly("it is kept");
            assertThat(sh.run("echo 'a\nb'", LIMIT).lines()).containsExactly("a", "b");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"mksh", "mksh +o emacs", "dash -i", "busybox ash", "bash --norc --noprofile"})
    void files_arrive_byte_for_byte(String shell) throws IOException {
        byte[] every = new byte[256 + 3000];
        for (int i = 0; i < 256; i++) {
            every[i] = (byte) i;
        }
        System.arraycopy(
                "~.\n%s\\n$(reboot)`'\"#\t-n é\n".repeat(90).getBytes(StandardCharsets.UTF_8), 0, every, 256, 2400);
        Path target =
                directory.resolve("it's " + shell.replaceAll("[^a-z]", "") + " with a name that is rather long, $HOME");

        at(line(shell), console -> {
            console.shell().write(target.toString(), every, "0600", LIMIT);
            console.shell().write(target + ".empty", new byte[0], "0644", LIMIT);
        });

        assertThat(Files.readAllBytes(target)).isEqualTo(every);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-------");
        assertThat(Path.of(target + ".empty")).isEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mksh", "mksh +o emacs", "busybox ash"})
    void a_line_that_loses_doubles_and_changes_characters_delivers_the_file_all_the_same(String shell)
            throws IOException {
        byte[] content = new byte[700];
        new Random(7).nextBytes(content);
        Path target = directory.resolve("noisy-" + shell.replaceAll("[^a-z]", ""));

        at(NoisyLine.over(line(shell), 11, 0.001), console -> {
            console.shell().withPatience(Duration.ofMillis(250)).write(target.toString(), content, "0644", LIMIT);
        });

        assertThat(Files.readAllBytes(target)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mksh", "busybox ash"})
    void the_status_of_a_command_is_right_on_a_line_that_is_not(String shell) {
        at(NoisyLine.over(line(shell), 3, 0.002), console -> {
            ConsoleShell sh = console.shell().withPatience(Duration.ofMillis(250));

            for (int status = 1; status <= 5; status++) {
                assertThat(sh.run("(exit " + status + ")", LIMIT).status()).isEqualTo(status);
            }
        });
    }

    @Test
    void a_long_prompt_leaves_room_for_a_command() {
        at(line("mksh"), console -> {
            console.sendLine("PS1='root@a-host-of-a-rather-long-name:/usr/src/sys/arch/amd64# '");

            assertThat(console.shell()
                            .run("echo one; echo two; echo three", LIMIT)
                            .lines())
                    .containsExactly("one", "two", "three");
        });
    }

    @Test
    void what_is_written_is_not_on_the_screen() throws IOException {
        Path target = directory.resolve("quiet");
        at(line("mksh"), console -> {
            console.shell().write(target.toString(), "correct-horse".getBytes(StandardCharsets.UTF_8), "0600", LIMIT);

            assertThat(console.transcript().toString()).doesNotContain("correct-horse");
        });
        assertThat(target).content().isEqualTo("correct-horse");
    }
}
