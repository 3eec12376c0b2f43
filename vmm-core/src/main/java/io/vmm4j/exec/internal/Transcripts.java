package io.vmm4j.exec.internal;

import io.vmm4j.error.Transcript;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Makes transcript entries: the last lines only, and no secrets. */
public final class Transcripts {

    private static final int LINES = 10;
    private static final int LINE_LENGTH = 400;

    private Transcripts() {}

    /** A command that ended. */
    public static Transcript.Entry finished(String target, Command command, CommandResult result) {
        return entry(
                target,
                command,
                OptionalInt.of(result.exitStatus()),
                result.stdout(),
                result.stderr(),
                result.elapsed());
    }

    /** A command whose end is not known, with what it had printed. */
    public static Transcript.Entry unfinished(String target, Command command, byte[] stdout, byte[] stderr) {
        return entry(
                target,
                command,
                OptionalInt.empty(),
                new String(stdout, StandardCharsets.UTF_8),
                new String(stderr, StandardCharsets.UTF_8),
                command.timeout());
    }

    private static Transcript.Entry entry(
            String target, Command command, OptionalInt status, String stdout, String stderr, Duration elapsed) {
        List<String> lines = new ArrayList<>(lastLines(command, stdout));
        lines.addAll(lastLines(command, stderr));
        return new Transcript.Entry(target, command.toString(), status, lines, elapsed);
    }

    private static List<String> lastLines(Command command, String text) {
        List<String> lines = command.scrub(text).lines().toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                .map(line -> line.length() > LINE_LENGTH ? line.substring(0, LINE_LENGTH) + "..." : line)
                .toList();
    }
}
