package io.vmm4j.testkit.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.exec.internal.LoginShell;
import io.vmm4j.exec.internal.MarkedSink;
import io.vmm4j.exec.internal.Marks;
import io.vmm4j.exec.internal.RemoteScript;
import io.vmm4j.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a login shell is found to be, by real ones. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LoginShellTest {

    private static final String SCRIPT = "echo 'it is'";

    private final LoginShell loginShell = new LoginShell();

    @ParameterizedTest
    @CsvSource({"/bin/sh,/bin/sh", "/bin/mksh,/bin/ksh", "/bin/dash,/bin/dash"})
    void a_shell_of_the_kind_of_sh_gets_scripts_as_they_are(String shell, String said) throws Exception {
        ask(shell, said);

        assertThat(loginShell.text(SCRIPT)).isEqualTo(SCRIPT);
    }

    @ParameterizedTest
    @CsvSource({"/bin/csh,/bin/csh", "/usr/bin/fish,/usr/bin/fish", "/bin/bash,/bin/bash"})
    void another_shell_gets_words_that_any_shell_takes(String shell, String said) throws Exception {
        ask(shell, said);

        assertThat(loginShell.text(SCRIPT)).isEqualTo(RemoteScript.forLoginShell(SCRIPT));
    }

    /** A start-up file may set SHELL to anything. */
    @ParameterizedTest
    @ValueSource(strings = {"/bin/csh", "/usr/bin/fish"})
    void another_shell_is_not_believed_that_it_is_ksh(String shell) throws Exception {
        ask(shell, "/bin/ksh");

        assertThat(loginShell.text(SCRIPT)).isEqualTo(RemoteScript.forLoginShell(SCRIPT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/dev/pts/3", "/bin/ksh", "/bin/ksh %self !", " %self \\!"})
    void an_answer_that_says_nothing_changes_nothing(String answer) {
        loginShell.learn(answer);

        assertThat(loginShell.text(SCRIPT)).isEqualTo(RemoteScript.forLoginShell(SCRIPT));
    }

    private void ask(String shell, String said) throws IOException, InterruptedException {
        Requirement.require(Files.isExecutable(Path.of(shell)), shell);
        Marks marks = new Marks();
        MarkedSink marked = new MarkedSink(marks, OutputSink.discard());
        ProcessBuilder builder = new ProcessBuilder(
                shell, "-c", loginShell.text(new RemoteScript(RootAccess.DIRECT).single(Command.read("true"), marks)));
        builder.environment().put("SHELL", said);
        Process process = builder.start();
        process.getOutputStream().close();
        byte[] printed = process.getInputStream().readAllBytes();
        marked.stdout(printed, 0, printed.length);
        assertThat(process.waitFor()).isZero();
        loginShell.learn(marked.answer());
    }
}
