package io.vmm4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, with files instead of a terminal. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class VmmProcessTest {

    @TempDir
    private Path directory;

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Vmm.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().put("TERM", "xterm-256color");
        return builder.start();
    }

    private Run finish(Process process) throws Exception {
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
        return new Run(
                process.exitValue(),
                Files.readString(directory.resolve("out")),
                Files.readString(directory.resolve("err")));
    }

    @Test
    void files_get_no_colours_and_the_exit_status_is_the_processs() throws Exception {
        Run list = finish(start("--host", "sim:", "list"));
        assertThat(list.status()).isZero();
        assertThat(list.out()).startsWith("NAME  STATE").doesNotContain("\u001b");
        assertThat(list.err()).isEmpty();

        Run failed = finish(start("--host", "sim:", "show", "nope"));
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err()).startsWith("error: ").doesNotContain("\u001b");
    }

    @Test
    void a_console_passes_on_what_is_typed_and_ends_with_its_input() throws Exception {
        Process process = start("--host", "sim:", "console", "db1");
        try (OutputStream keyboard = process.getOutputStream()) {
            awaitPrinted(process, "Connected to /dev/ttyp1");
            keyboard.write("me\r".getBytes(StandardCharsets.US_ASCII));
            keyboard.flush();
            awaitPrinted(process, "Login incorrect\r\nlogin: ");
        }

        Run run = finish(process);
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("me\r\nLogin incorrect").endsWith("The console of db1 is closed.\n");
        assertThat(run.err()).startsWith("Console of db1; leave it with ~. at the start of a line.");
    }

    /** A file has no way to tell that it has grown. */
    private void awaitPrinted(Process process, String text) throws Exception {
        for (int i = 0; i < 300 && process.isAlive(); i++) {
            if (Files.readString(directory.resolve("out")).contains(text)) {
                return;
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("never printed: " + text + "\nbut: " + Files.readString(directory.resolve("out"))
                + Files.readString(directory.resolve("err")));
    }
}
