package io.vmm4j.testkit.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.exec.Command;
import io.vmm4j.install.ConsoleLine;
import io.vmm4j.install.ConsoleShell;
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
        String program = Stream.of(System.getenv("PATH").split(":", -1))
                .map(path -> Path.of(path, argv.get(0)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString();
        Command command = Command.oneShot(
                        Stream.concat(Stream.of(program), argv.stream().skip(1)).toArray(String[]::new))
                .withTimeout(Duration.ofMinutes(5));
        return ConsoleLine.terminal(executor, shell, command);
    }

    private static SerialConsole open(ConsoleLine line) {
        return SerialConsole.open(line, Timeline.system());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mksh", "mksh +o emacs", "dash -i", "busybox ash", "bash --norc --noprofile", "ksh93"})
    void commands_run_whatever_the_prompt_and_the_way_lines_are_edited(String shell) {
        try (SerialConsole console = open(line(shell))) {
            ConsoleShell sh = console.shell();

            assertThat(sh.run("echo one; echo two >&2; false", LIMIT))
                    .isEqualTo(new ShellAnswer(1, List.of("one", "two")));
            assertThat(sh.run("printf 'no newline'", LIMIT)).isEqualTo(new ShellAnswer(0, List.of("no newline")));
            assertThat(sh.run("X='it is kept'", LIMIT).succeeded()).isTrue();
            assertThat(sh.run("echo \"$X\" # and this is a comment that makes it too long for a line", LIMIT)
                            .lines())
                    .containsExactly("it is kept");
            assertThat(sh.run("echo 'a\nb'", LIMIT).lines()).containsExactly("a", "b");
        }
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

        try (SerialConsole console = open(line(shell))) {
            console.shell().write(target.toString(), every, "0600", LIMIT);
            console.shell().write(target + ".empty", new byte[0], "0644", LIMIT);
        }

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

        try (SerialConsole console = open(NoisyLine.over(line(shell), 11, 0.001))) {
            console.shell().withPatience(Duration.ofMillis(250)).write(target.toString(), content, "0644", LIMIT);
        }

        assertThat(Files.readAllBytes(target)).isEqualTo(content);
    }

    @Test
    void what_is_written_is_not_on_the_screen() throws IOException {
        Path target = directory.resolve("quiet");
        try (SerialConsole console = open(line("mksh"))) {
            console.shell().write(target.toString(), "correct-horse".getBytes(StandardCharsets.UTF_8), "0600", LIMIT);

            assertThat(console.transcript().toString()).doesNotContain("correct-horse");
        }
        assertThat(target).content().isEqualTo("correct-horse");
    }
}
