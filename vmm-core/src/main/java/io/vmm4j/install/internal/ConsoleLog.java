package io.vmm4j.install.internal;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a guest has written on its console, as the host keeps it in a file. Reading it types nothing, and can be taken up again at any time
 * by any program. Not thread safe.
 */
final class ConsoleLog {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int KEPT = 12;

    private final CommandExecutor executor;
    private final String directory;
    private final Consumer<String> watch;
    private final List<String> last = new ArrayList<>();
    private int lines;
    private long size;
    private String rest = "";
    private boolean open = true;
    private boolean quiet;

    ConsoleLog(CommandExecutor executor, String directory, Consumer<String> watch) {
        this.executor = executor;
        this.directory = directory;
        this.watch = watch;
    }

    /** Waits a while for more, and tells the watch of every line that is complete. */
    void read() {
        Command command = Command.read(
                        "sh",
                        "-c",
                        InstallScripts.FOLLOW,
                        "sh",
                        directory,
                        String.valueOf(lines + 1),
                        String.valueOf(size))
                .asRoot()
                .withTimeout(LIMIT);
        CommandResult result = executor.run(command);
        Outcome.require(executor.target(), command, result);
        String text = result.stdout();
        int end = text.indexOf('\n');
        String[] head = text.substring(0, Math.max(end, 0)).strip().split(" ", -1);
        if (head.length != 2) {
            throw new IllegalStateException("the script printed something else: " + text);
        }
        long now = Long.parseLong(head[0]);
        quiet = now == size;
        size = now;
        open = head[1].equals("open");
        take(text.substring(end + 1));
    }

    private void take(String text) {
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            String line = plain(text.substring(start, end));
            start = end + 1;
            lines++;
            if (!line.isBlank()) {
                last.add(line);
                if (last.size() > KEPT) {
                    last.remove(0);
                }
                watch.accept(line);
            }
        }
        rest = plain(text.substring(start));
    }

    /** What a person would see of a line: the last state of what was written over, without control characters. */
    private static String plain(String line) {
        String stripped = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        return stripped.substring(stripped.lastIndexOf('\r') + 1).replaceAll("\\p{Cntrl}", "");
    }

    /** Whether the guest still has its console, which it has as long as it lives. */
    boolean isOpen() {
        return open;
    }

    /** Whether nothing came the last time. */
    boolean isQuiet() {
        return quiet;
    }

    /** The line that is not complete: a question, or a prompt. */
    String rest() {
        return rest;
    }

    /** The last lines, the one that is not complete included. */
    List<String> lastLines() {
        List<String> all = new ArrayList<>(last);
        if (!rest.isBlank()) {
            all.add(rest);
        }
        return List.copyOf(all);
    }
}
