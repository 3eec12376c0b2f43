package io.vmm4j.install;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@link SerialConsole} waits for, always within one line. Immutable; compared by identity, so keep each in a constant and ask
 * {@link ConsoleMatch#is} which one it was.
 *
 * <p>A prompt ({@link #text}, {@link #pattern}) is tried after each character that the guest writes, on what stands before the
 * cursor, so it is seen as soon as it stands there and nothing needs to follow: a {@code +} or {@code *} at the end of a pattern
 * takes as little as the pattern allows. A {@link #line} is tried when the line is complete, or is about to be written over as
 * lines that show progress are.
 */
public final class Expectation {

    private final Kind kind;
    private final Pattern pattern;

    private enum Kind {
        TEXT,
        PATTERN,
        LINE,
        LINE_END
    }

    private Expectation(Kind kind, Pattern pattern) {
        this.kind = kind;
        this.pattern = pattern;
    }

    /**
     * These characters, at the cursor.
     *
     * @throws IllegalArgumentException if there are none, or a control character is among them
     */
    public static Expectation text(String text) {
        if (text.isEmpty() || text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("a text to expect is characters of one line, at least one");
        }
        return new Expectation(Kind.TEXT, Pattern.compile(text, Pattern.LITERAL));
    }

    /** A pattern, of which {@code ^} is the beginning of the line. */
    public static Expectation pattern(String pattern) {
        return pattern(Pattern.compile(pattern));
    }

    /** A pattern, of which {@code ^} is the beginning of the line. */
    public static Expectation pattern(Pattern pattern) {
        return new Expectation(Kind.PATTERN, Objects.requireNonNull(pattern, "pattern"));
    }

    /** A complete line in which this pattern is found; {@code ^} and {@code $} are its beginning and end. */
    public static Expectation line(String pattern) {
        return line(Pattern.compile(pattern));
    }

    /** A complete line in which this pattern is found; {@code ^} and {@code $} are its beginning and end. */
    public static Expectation line(Pattern pattern) {
        return new Expectation(Kind.LINE, Objects.requireNonNull(pattern, "pattern"));
    }

    /** The end of a line, whatever is on it; a line that is written over has not ended. */
    public static Expectation lineEnd() {
        return new Expectation(Kind.LINE_END, Pattern.compile("$"));
    }

    /** Whether it is tried on complete lines. */
    public boolean isLine() {
        return kind == Kind.LINE || kind == Kind.LINE_END;
    }

    /** Whether it is tried on lines that are about to be written over as well. */
    public boolean isForReplacedLines() {
        return kind == Kind.LINE;
    }

    /** The characters that must stand at the cursor, if it is a text. */
    public Optional<String> literal() {
        return kind == Kind.TEXT ? Optional.of(pattern.pattern()) : Optional.empty();
    }

    /** Where it is found in a line, at or after a position; what stands before that is only looked at by {@code ^} and its kind. */
    public Optional<MatchResult> find(String line, int from) {
        Matcher matcher = pattern.matcher(line)
                .region(from, line.length())
                .useAnchoringBounds(false)
                .useTransparentBounds(true);
        return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    /** As errors show it. */
    @Override
    public String toString() {
        return switch (kind) {
            case TEXT -> "\"" + pattern + "\"";
            case PATTERN -> "/" + pattern + "/";
            case LINE_END -> "the end of a line";
            case LINE -> "a line with /" + pattern + "/";
        };
    }
}
