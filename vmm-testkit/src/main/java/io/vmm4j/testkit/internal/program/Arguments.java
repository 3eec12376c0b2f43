package io.vmm4j.testkit.internal.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The options and operands of a program, as getopt(3) takes them apart.
 *
 * @param options the options in the order they were given
 * @param operands what follows them
 */
public record Arguments(List<Option> options, List<String> operands) {

    public Arguments {
        options = List.copyOf(options);
        operands = List.copyOf(operands);
    }

    /**
     * An option.
     *
     * @param letter its letter
     * @param value its argument, or empty
     */
    public record Option(char letter, String value) {}

    /**
     * Takes arguments apart.
     *
     * @throws UsageError as getopt(3) complains
     */
    public static Arguments parse(List<String> words, String letters) {
        List<Option> options = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at);
            if (word.length() < 2 || word.charAt(0) != '-') {
                break;
            }
            at++;
            if (word.equals("--")) {
                break;
            }
            for (int i = 1; i < word.length(); i++) {
                char letter = word.charAt(i);
                int known = letter == ':' ? -1 : letters.indexOf(letter);
                if (known < 0) {
                    throw new UsageError("unknown option -- " + letter);
                }
                if (known + 1 >= letters.length() || letters.charAt(known + 1) != ':') {
                    options.add(new Option(letter, ""));
                    continue;
                }
                String rest = word.substring(i + 1);
                if (rest.isEmpty() && at == words.size()) {
                    throw new UsageError("option requires an argument -- " + letter);
                }
                options.add(new Option(letter, rest.isEmpty() ? words.get(at++) : rest));
                break;
            }
        }
        return new Arguments(options, words.subList(at, words.size()));
    }

    /** Whether an option was given. */
    public boolean has(char letter) {
        return options.stream().anyMatch(option -> option.letter() == letter);
    }

    /** The argument of an option, the last one if it was given several times. */
    public Optional<String> value(char letter) {
        return options.stream()
                .filter(option -> option.letter() == letter)
                .map(Option::value)
                .reduce((first, second) -> second);
    }

    /** The arguments of an option that can be given several times. */
    public List<String> values(char letter) {
        return options.stream()
                .filter(option -> option.letter() == letter)
                .map(Option::value)
                .toList();
    }

    /** The one operand. */
    public String only() {
        if (operands.size() != 1) {
            throw new UsageError();
        }
        return operands.get(0);
    }

    /** Refuses any operand. */
    public void none() {
        if (!operands.isEmpty()) {
            throw new UsageError();
        }
    }
}
