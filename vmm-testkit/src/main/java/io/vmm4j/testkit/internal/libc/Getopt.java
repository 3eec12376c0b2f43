package io.vmm4j.testkit.internal.libc;

import java.util.ArrayList;
import java.util.List;

/**
 * The options of an argument list as getopt(3) finds them: they end at the first operand or at {@code --}.
 *
 * @param options the options in order, up to the first bad one
 * @param operands what follows them; empty after a bad one
 * @param error what getopt prints after the program's name for a bad one, empty if there was none
 */
public record Getopt(List<Option> options, List<String> operands, String error) {

    public Getopt {
        options = List.copyOf(options);
        operands = List.copyOf(operands);
    }

    /**
     * One option.
     *
     * @param letter which
     * @param argument its argument, empty for one that takes none
     */
    public record Option(char letter, String argument) {}

    /** Whether a bad option was met. */
    public boolean failed() {
        return !error.isEmpty();
    }

    /**
     * Splits arguments.
     *
     * @param known the letters, each followed by a colon if it takes an argument
     * @param arguments without the name of the program
     */
    public static Getopt parse(String known, List<String> arguments) {
        List<Option> options = new ArrayList<>();
        int next = 0;
        while (next < arguments.size()) {
            String word = arguments.get(next);
            if (word.length() < 2 || word.charAt(0) != '-') {
                break;
            }
            next++;
            if (word.equals("--")) {
                break;
            }
            for (int i = 1; i < word.length(); i++) {
                char letter = word.charAt(i);
                int at = letter == ':' ? -1 : known.indexOf(letter);
                if (at < 0) {
                    return new Getopt(options, List.of(), "unknown option -- " + letter);
                }
                if (at + 1 < known.length() && known.charAt(at + 1) == ':') {
                    if (i + 1 < word.length()) {
                        options.add(new Option(letter, word.substring(i + 1)));
                    } else if (next < arguments.size()) {
                        options.add(new Option(letter, arguments.get(next++)));
                    } else {
                        return new Getopt(options, List.of(), "option requires an argument -- " + letter);
                    }
                    break;
                }
                options.add(new Option(letter, ""));
            }
        }
        return new Getopt(options, arguments.subList(next, arguments.size()), "");
    }
}
