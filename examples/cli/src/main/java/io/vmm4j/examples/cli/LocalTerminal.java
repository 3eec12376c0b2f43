package io.vmm4j.examples.cli;

import io.vmm4j.exec.TerminalSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The terminal that this program's input comes from, without its own line editing; nothing if there is none. */
final class LocalTerminal implements AutoCloseable {

    private static final List<String> RAW = List.of("raw", "-echo");

    private final List<String> saved;
    private final TerminalSize size;
    private final Thread restoring = new Thread(this::restore, "vmm-restoring");

    private LocalTerminal(List<String> saved, TerminalSize size) {
        this.saved = saved;
        this.size = size;
        Runtime.getRuntime().addShutdownHook(restoring);
    }

    /** Takes the terminal; it is given back when this is closed, or the program ends otherwise. */
    static LocalTerminal raw() {
        String saved = stty(List.of("-g"));
        if (saved.isEmpty()) {
            return new LocalTerminal(List.of(), TerminalSize.VT220);
        }
        TerminalSize size = size(stty(List.of("size")).split(" ", -1));
        LocalTerminal terminal = new LocalTerminal(List.of(saved), size);
        stty(RAW);
        return terminal;
    }

    private static TerminalSize size(String[] rowsAndColumns) {
        try {
            return new TerminalSize(Integer.parseInt(rowsAndColumns[1]), Integer.parseInt(rowsAndColumns[0]));
        } catch (RuntimeException e) {
            // Terminals that do not know their size say 0 0.
            return TerminalSize.VT220;
        }
    }

    TerminalSize size() {
        return size;
    }

    /** Runs stty(1) on this program's standard input; empty if that is no terminal. */
    private static String stty(List<String> arguments) {
        List<String> argv = Stream.concat(Stream.of("stty"), arguments.stream()).toList();
        try {
            Process process = new ProcessBuilder(argv)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
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

    private void restore() {
        if (!saved.isEmpty()) {
            stty(saved);
        }
    }

    @Override
    public void close() {
        restore();
        Runtime.getRuntime().removeShutdownHook(restoring);
    }
}
