package io.vmm4j.examples.cli;

import io.vmm4j.exec.TerminalSize;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The terminal that this program was started from, without its own line editing; nothing if there is none. */
final class LocalTerminal implements AutoCloseable {

    private final String saved;
    private final TerminalSize size;

    private LocalTerminal(String saved, TerminalSize size) {
        this.saved = saved;
        this.size = size;
    }

    /** Takes the terminal; it is given back when this is closed. */
    static LocalTerminal raw() throws IOException {
        String saved = stty("-g");
        if (saved.isEmpty()) {
            return new LocalTerminal("", TerminalSize.VT220);
        }
        String[] rowsAndColumns = stty("size").split(" ", -1);
        stty("raw", "-echo");
        return new LocalTerminal(saved, size(rowsAndColumns));
    }

    private static TerminalSize size(String[] rowsAndColumns) {
        try {
            return new TerminalSize(Integer.parseInt(rowsAndColumns[1]), Integer.parseInt(rowsAndColumns[0]));
        } catch (RuntimeException e) {
            return TerminalSize.VT220;
        }
    }

    TerminalSize size() {
        return size;
    }

    /** Runs stty(1) on the controlling terminal; empty if there is none. */
    private static String stty(String... arguments) throws IOException {
        File terminal = new File("/dev/tty");
        List<String> argv = Stream.concat(Stream.of("stty"), Stream.of(arguments)).toList();
        try {
            Process process = new ProcessBuilder(argv)
                    .redirectInput(terminal)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0 ? printed.strip() : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        if (!saved.isEmpty()) {
            stty(saved);
        }
    }
}
