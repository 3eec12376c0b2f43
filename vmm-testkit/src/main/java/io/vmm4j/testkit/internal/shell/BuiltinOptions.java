package io.vmm4j.testkit.internal.shell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The options of a built-in, as ksh's own getopt takes them: letters, a colon behind those with an argument. */
final class BuiltinOptions {

    private final Map<Character, String> given = new TreeMap<>();
    private final List<String> operands;

    private BuiltinOptions(List<String> operands) {
        this.operands = operands;
    }

    static BuiltinOptions parse(List<String> argv, String letters) {
        Map<Character, String> given = new TreeMap<>();
        int at = 1;
        while (at < argv.size()) {
            String word = argv.get(at);
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
                    throw new BuiltinFailure("-" + letter + ": unknown option");
                }
                boolean takesArgument = known + 1 < letters.length() && letters.charAt(known + 1) == ':';
                if (!takesArgument) {
                    given.put(letter, "");
                    continue;
                }
                if (i + 1 == word.length() && at == argv.size()) {
                    throw new BuiltinFailure("-" + letter + ": requires argument");
                }
                given.put(letter, i + 1 < word.length() ? word.substring(i + 1) : argv.get(at++));
                break;
            }
        }
        BuiltinOptions options = new BuiltinOptions(argv.subList(at, argv.size()));
        options.given.putAll(given);
        return options;
    }

    boolean has(char letter) {
        return given.containsKey(letter);
    }

    Optional<String> argument(char letter) {
        return Optional.ofNullable(given.get(letter));
    }

    List<String> operands() {
        return operands;
    }
}
