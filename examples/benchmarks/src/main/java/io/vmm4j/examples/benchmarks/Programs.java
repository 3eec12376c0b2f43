package io.vmm4j.examples.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of this machine, without input; what they print is dropped, what they complain about is not. */
final class Programs {

    private Programs() {}

    static Process start(List<String> argv) throws IOException {
        return new ProcessBuilder(argv)
                .redirectInput(Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start();
    }

    /** Runs a program that always succeeds. */
    static int run(List<String> argv) {
        try {
            Process process = start(argv);
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("it does not end: " + argv);
            }
            return Checked.status(process.exitValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
