package io.vmm4j.testkit.internal.program;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions of re_format(7) as those of Java; what cannot be said there is refused. */
final class BasicRegex {

    private final String source;
    private final boolean extended;
    private int at;

    private BasicRegex(String source, boolean extended) {
        this.source = source;
        this.extended = extended;
    }

    /** The words are no regular expression. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed() {
            super("", null, false, false);
        }
    }

    static Pattern compile(String source, boolean extended, boolean ignoreCase) throws Malformed {
        try {
            int flags = ignoreCase ? Pattern.CASE_INSENSITIVE : 0;
            return Pattern.compile(new BasicRegex(source, extended).translate(), flags);
        } catch (PatternSyntaxException e) {
            throw new Malformed();
        }
    }

    private String translate() throws Malformed {
        StringBuilder java = new StringBuilder();
        boolean start = true;
        while (at < source.length()) {
            char c = source.charAt(at++);
            switch (c) {
                case '[' -> java.append(bracket());
                case '\\' -> java.append(escape());
                case '*' -> java.append(start ? "\\*" : "*");
                case '^' -> java.append(extended || start ? "^" : "\\^");
                case '$' -> java.append(extended || atEndOfGroup() ? "$" : "\\$");
                case '.' -> java.append("[^\\n]");
                case '+', '?', '|', '(', ')', '{', '}' ->
                    java.append(extended ? "" : "\\").append(c);
                default -> java.append(Pattern.quote(String.valueOf(c)));
            }
            start = (start && c == '^') || endsInGroupStart(java);
        }
        return java.toString();
    }

    private boolean atEndOfGroup() {
        return at == source.length() || source.startsWith("\\)", at);
    }

    private boolean endsInGroupStart(StringBuilder java) {
        return java.length() > 0
                && java.charAt(java.length() - 1) == '('
                && !java.toString().endsWith("\\(");
    }

    private String escape() throws Malformed {
        if (at == source.length()) {
            throw new Malformed();
        }
        char c = source.charAt(at++);
        if (!extended && "(){}".indexOf(c) >= 0) {
            return String.valueOf(c);
        }
        if (c >= '1' && c <= '9') {
            return "\\" + c;
        }
        if (c == '<' || c == '>') {
            return "\\b";
        }
        if (Character.isLetterOrDigit(c)) {
            throw new Malformed();
        }
        return Pattern.quote(String.valueOf(c));
    }

    private String bracket() throws Malformed {
        StringBuilder java = new StringBuilder("[");
        if (at < source.length() && source.charAt(at) == '^') {
            java.append('^');
            at++;
        }
        boolean first = true;
        while (at < source.length() && (first || source.charAt(at) != ']')) {
            first = false;
            int close = source.startsWith("[:", at) ? source.indexOf(":]", at) : -1;
            if (close > 0) {
                java.append(named(source.substring(at + 2, close)));
                at = close + 2;
            } else {
                char c = source.charAt(at++);
                java.append(c != '-' && !Character.isLetterOrDigit(c) ? "\\" : "")
                        .append(c);
            }
        }
        if (at >= source.length()) {
            throw new Malformed();
        }
        at++;
        return java.append(']').toString();
    }

    private static String named(String name) throws Malformed {
        return switch (name) {
            case "alpha" -> "a-zA-Z";
            case "digit" -> "0-9";
            case "alnum" -> "a-zA-Z0-9";
            case "upper" -> "A-Z";
            case "lower" -> "a-z";
            case "space" -> " \\t-\\r";
            case "blank" -> " \\t";
            case "punct" -> "!-/:-@\\[-`{-~";
            case "print" -> " -~";
            case "graph" -> "!-~";
            case "cntrl" -> "\\x00-\\x1f\\x7f";
            case "xdigit" -> "0-9a-fA-F";
            default -> throw new Malformed();
        };
    }
}
