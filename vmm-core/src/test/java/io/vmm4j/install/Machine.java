package io.vmm4j.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of this machine that judge what we make. */
final class Machine {

    private static final int SECONDS = 60;

    /** What a program said. */
    record Said(int status, String stdout, String stderr) {}

    private Machine() {}

    /** Skips the test where the machine lacks the program; fails it there if {@code vmm4j.require=all}. */
    static void require(String program) {
        if (!has(program)) {
            if ("all".equals(System.getProperty("vmm4j.require"))) {
                fail("this machine lacks " + program + ", and vmm4j.require=all forbids to skip what needs it");
            }
            Assumptions.abort("this machine lacks " + program);
        }
    }

    static boolean has(String program) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /** What it wrote, after it ended well. */
    static String run(String... argv) throws IOException, InterruptedException {
        Said said = say("", List.of(argv));
        assertThat(said.status()).as(said.stderr()).isZero();
        return said.stdout();
    }

    /** What it made of this input. */
    static Said say(String input, List<String> argv) throws IOException, InterruptedException {
        Path out = Files.createTempFile("vmm4j", ".out");
        Path err = Files.createTempFile("vmm4j", ".err");
        Path in = Files.createTempFile("vmm4j", ".in");
        try {
            Files.writeString(in, input);
            Process process = new ProcessBuilder(argv)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as(argv.get(0))
                    .isTrue();
            return new Said(process.exitValue(), text(out), text(err));
        } finally {
            for (Path file : List.of(out, err, in)) {
                Files.delete(file);
            }
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
