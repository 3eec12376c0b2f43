package io.vmm4j.vmctl.internal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line that vmctl(8) printed, taken apart.
 *
 * @param voice how it was said
 * @param progress what the line began with, for the subcommands that announce what they do
 * @param text what was said
 * @param raw the whole line
 */
record SaidLine(Voice voice, Optional<Progress> progress, String text, String raw) {

    /** The ways vmctl says things. */
    enum Voice {
        /** err(3) and warn(3): after {@code vmctl: }, which messages of the disk code have twice. */
        MESSAGE,
        /** The result that ends a line which began with what is being done. */
        RESULT,
        /** Anything else. */
        PLAIN
    }

    /**
     * An announcement: {@code stopping vm web1: }.
     *
     * @param doing {@code stopping} or {@code waiting for}
     * @param name the VM as it was asked for; empty when that was an id
     */
    record Progress(String doing, Optional<String> name) {}

    private static final Pattern PROGRESS = Pattern.compile("(stopping|waiting for) vm(?: ([^:]*))?: (.*)");
    private static final Pattern MESSAGE = Pattern.compile("(?:vmctl: ){1,2}(.*)");

    static SaidLine of(String line) {
        Matcher begun = PROGRESS.matcher(line);
        Optional<Progress> progress = begun.matches()
                ? Optional.of(new Progress(begun.group(1), Optional.ofNullable(begun.group(2))))
                : Optional.empty();
        String rest = progress.isPresent() ? begun.group(3) : line;
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
