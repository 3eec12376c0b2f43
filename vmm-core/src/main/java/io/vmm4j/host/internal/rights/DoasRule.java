package io.vmm4j.host.internal.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A rule of doas.conf(5) that permits one command as root without a password.
 *
 * @param program its name as it is typed
 * @param arguments its arguments, exactly; empty for any
 */
public record DoasRule(String program, Optional<List<String>> arguments) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._+-]+");

    /** A program with any arguments. */
    public static DoasRule any(String program) {
        return new DoasRule(program, Optional.empty());
    }

    /** A command as it stands. */
    public static DoasRule exactly(List<String> argv) {
        return new DoasRule(argv.get(0), Optional.of(List.copyOf(argv.subList(1, argv.size()))));
    }

    /** A command as it stands. */
    public static DoasRule exactly(String... argv) {
        return exactly(List.of(argv));
    }

    /** Whether everything that the other permits is permitted by this one. */
    public boolean covers(DoasRule other) {
        return program.equals(other.program) && (arguments.isEmpty() || arguments.equals(other.arguments));
    }

    /** The rules without those that others of them cover. */
    static List<DoasRule> withoutSuperfluous(List<DoasRule> rules) {
        List<DoasRule> distinct = rules.stream().distinct().toList();
        return distinct.stream()
                .filter(rule -> distinct.stream().noneMatch(other -> !other.equals(rule) && other.covers(rule)))
                .toList();
    }

    /** The line of doas.conf(5). */
    public String line(String user) {
        List<String> words = new ArrayList<>(List.of("permit nopass", quoted(user), "as root cmd", quoted(program)));
        arguments.ifPresent(exactly -> {
            words.add("args");
            exactly.forEach(word -> words.add(quoted(word)));
        });
        return String.join(" ", words);
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches()
                ? word
                : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
