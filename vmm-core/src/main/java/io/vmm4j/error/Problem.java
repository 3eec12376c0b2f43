package io.vmm4j.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An {@link ErrorCode} with the facts of one occurrence. Immutable.
 *
 * <p>The rendered texts are English; a program that speaks another language renders its own template for
 * {@link #code()} with {@link #arguments()}.
 */
public final class Problem {

    private final ErrorCode code;
    private final Map<String, String> arguments;

    private Problem(ErrorCode code, Map<String, String> arguments) {
        this.code = code;
        this.arguments = arguments;
    }

    /** A problem without facts yet. */
    public static Problem of(ErrorCode code) {
        return new Problem(Objects.requireNonNull(code, "code"), Map.of());
    }

    /** The same problem with one more fact, shown as {@code String.valueOf(value)}. */
    public Problem with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(arguments);
        more.put(name, String.valueOf(value));
        return new Problem(code, Collections.unmodifiableMap(more));
    }

    /** What went wrong. */
    public ErrorCode code() {
        return code;
    }

    /** The facts, by the names that the templates use, in the order they were added. */
    public Map<String, String> arguments() {
        return arguments;
    }

    /** What happened, in English. */
    public String message() {
        return render(code.message());
    }

    /** What to do next, in English. */
    public String hint() {
        return render(code.hint());
    }

    /** Fills the places of a template, for example a translated one. A place without a fact is left as it stands. */
    public String render(String template) {
        StringBuilder text = new StringBuilder(template.length() + 64);
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            int close = open < 0 ? -1 : template.indexOf('}', open);
            if (close < 0) {
                break;
            }
            String value = arguments.get(template.substring(open + 1, close));
            text.append(template, at, open).append(value == null ? template.substring(open, close + 1) : value);
            at = close + 1;
        }
        return text.append(template, at, template.length()).toString();
    }

    @Override
    public String toString() {
        return "[" + code.id() + "] " + message();
    }
}
