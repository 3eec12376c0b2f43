package io.vmm4j.testkit.internal.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One command of sed(1) with its addresses. Holds whether a range is open, so it belongs to one run. */
final class SedCommand {

    private final @Nullable Address from;
    private final @Nullable Address to;
    private final boolean negated;
    private final char verb;
    private final Substitution substitution;
    private boolean inRange;

    private SedCommand(
            @Nullable Address from, @Nullable Address to, boolean negated, char verb, Substitution substitution) {
        this.from = from;
        this.to = to;
        this.negated = negated;
        this.verb = verb;
        this.substitution = substitution;
    }

    /** The script is none, or more than is simulated. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;
        private final String text;

        Malformed(String text) {
            super(text, null, false, false);
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** A line's number, the last line, or a pattern. */
    private record Address(long number, boolean last, Optional<Pattern> pattern) {

        boolean matches(String line, long current, boolean isLast) {
            return pattern.map(p -> p.matcher(line).find()).orElse(last ? isLast : number == current);
        }
    }

    /** What {@code s} replaces by what. */
    private record Substitution(Pattern pattern, String replacement, boolean all, boolean print) {

        static final Substitution NONE = new Substitution(Pattern.compile(""), "", false, false);
    }

    static List<SedCommand> parse(String script, boolean extended) throws Malformed {
        List<SedCommand> commands = new ArrayList<>();
        Reader reader = new Reader(script, extended);
        reader.skip("; \t\n");
        while (!reader.atEnd()) {
            commands.add(reader.command());
            reader.skip("; \t\n");
        }
        return commands;
    }

    char verb() {
        return verb;
    }

    boolean printsReplaced() {
        return substitution.print();
    }

    boolean selects(String line, long number, boolean last) {
        return inside(line, number, last) != negated;
    }

    private boolean inside(String line, long number, boolean last) {
        if (from == null) {
            return true;
        }
        if (to == null) {
            return from.matches(line, number, last);
        }
        if (inRange) {
            boolean byNumber = to.pattern().isEmpty() && !to.last();
            inRange = byNumber ? number < to.number() : !to.matches(line, number, last);
            return true;
        }
        if (from.matches(line, number, last)) {
            boolean byNumber = to.pattern().isEmpty() && !to.last();
            inRange = byNumber ? number < to.number() : !last;
            return true;
        }
        return false;
    }

    /** The line with what matches replaced; empty if nothing does. */
    Optional<String> substitute(String line) {
        Matcher matcher = substitution.pattern().matcher(line);
        if (!matcher.find()) {
            return Optional.empty();
        }
        StringBuilder result = new StringBuilder();
        int done = 0;
        do {
            result.append(line, done, matcher.start());
            appendReplacement(matcher, result);
            done = matcher.end();
        } while (substitution.all() && matcher.find());
        return Optional.of(result.append(line, done, line.length()).toString());
    }

    private void appendReplacement(Matcher matcher, StringBuilder result) {
        String text = substitution.replacement();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '&') {
                result.append(matcher.group());
            } else if (c == '\\' && i + 1 < text.length()) {
                char escaped = text.charAt(++i);
                boolean group = escaped >= '0' && escaped <= '9';
                if (group) {
                    String value = escaped - '0' <= matcher.groupCount() ? matcher.group(escaped - '0') : "";
                    result.append(value == null ? "" : value);
                } else {
                    result.append(escaped == 'n' ? '\n' : escaped);
                }
            } else {
                result.append(c);
            }
        }
    }

    /** Reads a script. */
    private static final class Reader {

        private final String script;
        private final boolean extended;
        private int at;

        Reader(String script, boolean extended) {
            this.script = script;
            this.extended = extended;
        }

        boolean atEnd() {
            return at >= script.length();
        }

        void skip(String characters) {
            while (!atEnd() && characters.indexOf(script.charAt(at)) >= 0) {
                at++;
            }
        }

        private char peek() {
            return atEnd() ? '\n' : script.charAt(at);
        }

        SedCommand command() throws Malformed {
            Address from = address();
            Address to = null;
            if (from != null && peek() == ',') {
                at++;
                to = address();
                if (to == null) {
                    throw new Malformed("expected context address");
                }
            }
            skip(" \t");
            boolean negated = peek() == '!';
            at += negated ? 1 : 0;
            skip(" \t");
            if (atEnd()) {
                throw new Malformed("command expected");
            }
            char verb = script.charAt(at++);
            if ("dpq=s".indexOf(verb) < 0) {
                throw new Malformed("invalid or unsimulated command code " + verb);
            }
            Substitution substitution = verb == 's' ? substitution() : Substitution.NONE;
            skip(" \t");
            if (!atEnd() && peek() != ';' && peek() != '\n') {
                throw new Malformed("extra characters at the end of " + verb + " command");
            }
            return new SedCommand(from, to, negated, verb, substitution);
        }

        private @Nullable Address address() throws Malformed {
            if (peek() == '$') {
                at++;
                return new Address(0, true, Optional.empty());
            }
            if (peek() == '/') {
                at++;
                return new Address(0, false, Optional.of(regex(until('/'))));
            }
            int start = at;
            while (peek() >= '0' && peek() <= '9') {
                at++;
            }
            return at == start
                    ? null
                    : new Address(Long.parseLong(script.substring(start, at)), false, Optional.empty());
        }

        private Pattern regex(String text) throws Malformed {
            try {
                return BasicRegex.compile(text, extended, false);
            } catch (BasicRegex.Malformed e) {
                throw new Malformed("invalid or unsimulated regular expression");
            }
        }

        /** The text up to a delimiter, which loses the backslash that may stand before it. */
        private String until(char delimiter) throws Malformed {
            StringBuilder text = new StringBuilder();
            while (!atEnd() && script.charAt(at) != delimiter) {
                char c = script.charAt(at++);
                if (c == '\\' && !atEnd()) {
                    char escaped = script.charAt(at++);
                    text.append(escaped == delimiter ? "" : "\\").append(escaped);
                } else {
                    text.append(c);
                }
            }
            if (atEnd()) {
                throw new Malformed("unterminated substitute pattern or regular expression");
            }
            at++;
            return text.toString();
        }

        private Substitution substitution() throws Malformed {
            if (atEnd()) {
                throw new Malformed("substitute pattern can not be delimited by newline or backslash");
            }
            char delimiter = script.charAt(at++);
            Pattern pattern = regex(until(delimiter));
            String replacement = until(delimiter);
            boolean all = false;
            boolean print = false;
            while (peek() == 'g' || peek() == 'p') {
                all |= peek() == 'g';
                print |= peek() == 'p';
                at++;
            }
            return new Substitution(pattern, replacement, all, print);
        }
    }
}
