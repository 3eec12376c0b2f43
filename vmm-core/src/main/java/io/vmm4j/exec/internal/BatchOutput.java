package io.vmm4j.exec.internal;

import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Exit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes apart what the script of a batch printed, by its marks. */
public final class BatchOutput {

    private BatchOutput() {}

    /**
     * The results of the commands that ended, in order.
     *
     * @param stdout everything behind the start mark on standard output
     * @param stderr everything behind the start mark on standard error
     * @param elapsed what the whole batch took; a batch cannot tell it of each command
     */
    public static List<CommandResult> split(Marks marks, byte[] stdout, byte[] stderr, Duration elapsed) {
        List<CommandResult> results = new ArrayList<>();
        int outAt = 0;
        int errAt = 0;
        while (true) {
            byte[] mark = marks.end(results.size());
            int outEnd = Bytes.indexOf(stdout, mark, outAt);
            int errEnd = Bytes.indexOf(stderr, mark, errAt);
            int outNext = outEnd < 0 ? -1 : Bytes.indexOf(stdout, (byte) '\n', outEnd);
            int errNext = errEnd < 0 ? -1 : Bytes.indexOf(stderr, (byte) '\n', errEnd);
            if (outNext < 0 || errNext < 0) {
                return List.copyOf(results);
            }
            int from = outEnd + mark.length;
            int status = status(new String(stdout, from, outNext - from, StandardCharsets.US_ASCII));
            results.add(new CommandResult(
                    Exit.of(status, elapsed),
                    Arrays.copyOfRange(stdout, outAt, outEnd),
                    Arrays.copyOfRange(stderr, errAt, errEnd)));
            outAt = outNext + 1;
            errAt = errNext + 1;
        }
    }

    private static int status(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalStateException("an end mark holds no exit status: " + text, e);
        }
    }
}
