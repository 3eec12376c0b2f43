package io.vmm4j.testkit.internal.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs scripts in a shell of the machine that the tests run on. */
final class RealShell {

    private final Path path;

    RealShell(Path path) {
        this.path = path;
    }

    /** What a script printed to standard output and its exit status. */
    record Outcome(int status, String stdout) {}

    static boolean exists(String path) {
        return Files.isExecutable(Path.of(path));
    }

    /** Runs a script in an empty directory of its own, with {@code sh} being this shell. */
    Outcome run(String script) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("vmm4j-shell");
        try {
            Path bin = Files.createDirectory(directory.resolve("bin"));
            Files.createSymbolicLink(bin.resolve("sh"), path);
            Path work = Files.createDirectory(directory.resolve("work"));
            Path stdout = directory.resolve("stdout");
            ProcessBuilder builder = new ProcessBuilder(bin.resolve("sh").toString(), "-c", script)
                    .directory(work.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(stdout.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().put("PATH", bin + ":/usr/bin:/bin");
            builder.environment().put("HOME", "/root");
            Process process = builder.start();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("did not end: " + script);
            }
            return new Outcome(process.exitValue(), Files.readString(stdout, StandardCharsets.ISO_8859_1));
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(directory)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : all) {
            Files.delete(one);
        }
    }
}
