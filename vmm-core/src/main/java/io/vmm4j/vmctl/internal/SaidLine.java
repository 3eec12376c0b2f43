package io.vmm4j.vmctl.internal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line that vmctl(8) printed, taken apart.
 *
 * @param voice how it was said
 * @param progress what precedes it on the line: {@code stopping vm web1: }, or nothing
 * @param text what was said
 * @param raw the whole line
 */
record SaidLine(Voice voice, String progress, String text, String raw) {

    /** The ways vmctl says things. */
    enum Voice {
        /** err(3) and warn(3): after {@code vmctl: }, which messages of the disk code have twice. */
        MESSAGE,
        /** The result that ends a line which began with what is being done. */
        RESULT,
        /** Anything else. */
        PLAIN
    }

    private static final Pattern PROGRESS = Pattern.compile("((?:stopping|waiting for) vm(?: [^:]*)?: )(.*)");
    private static final Pattern MESSAGE = Pattern.compile("(?:vmctl: ){1,2}(.*)");

    static SaidLine of(String line) {
        Matcher begun = PROGRESS.matcher(line);
        String progress = begun.matches() ? begun.group(1) : "";
        String rest = line.substring(progress.length());
        Matcher message = MESSAGE.matcher(rest);
        if (message.matches()) {
            return new SaidLine(Voice.MESSAGE, progress, message.group(1), line);
        }
        return new SaidLine(progress.isEmpty() ? Voice.PLAIN : Voice.RESULT, progress, rest, line);
    }

    /** The lines of a text that are not blank. */
    static List<SaidLine> allOf(String text) {
        return text.lines().filter(line -> !line.isBlank()).map(SaidLine::of).toList();
    }
}
