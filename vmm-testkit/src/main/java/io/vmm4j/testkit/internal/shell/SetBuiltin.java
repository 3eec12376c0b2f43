package io.vmm4j.testkit.internal.shell;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** set: options and positional parameters. */
final class SetBuiltin {

    private SetBuiltin() {}

    static int set(Shell shell, List<String> argv) throws IOException {
        if (argv.size() == 1) {
            return list(shell);
        }
        int at = options(shell.options(), argv, shell);
        boolean dashes = at > 1 && argv.get(at - 1).equals("--");
        boolean sort = argv.subList(1, at).stream().anyMatch(word -> word.matches("-[a-zA-Z]*s[a-zA-Z]*"));
        if (at < argv.size() || dashes) {
            List<String> values = argv.subList(at, argv.size());
            shell.setPositional(sort ? values.stream().sorted().toList() : values);
        }
        return shell.substitutionStatus();
    }

    /**
     * Takes options from the beginning of a list of words; what {@code -s} sorts is the caller's business.
     *
     * @param shell where {@code -o} alone is printed
     * @return where the operands begin
     */
    static int options(Options options, List<String> argv, Shell shell) throws IOException {
        int at = 1;
        while (at < argv.size()) {
            String word = argv.get(at);
            boolean on = word.startsWith("-");
            if (word.length() < 2 || !(on || word.startsWith("+"))) {
                if (word.equals("-")) {
                    options.set("verbose", false);
                    options.set("xtrace", false);
                }
                return word.equals("-") || word.equals("+") ? at + 1 : at;
            }
            at++;
            if (word.equals("--")) {
                return at;
            }
            for (char letter : word.substring(1).toCharArray()) {
                if (letter == 's' && on) {
                    continue;
                }
                if (letter != 'o') {
                    String name = Options.named(letter)
                            .orElseThrow(() -> new BuiltinFailure((on ? "-" : "+") + letter + ": unknown option"));
                    options.set(name, on);
                } else if (at < argv.size()) {
                    setNamed(options, argv.get(at++), on);
                } else {
                    print(shell, on);
                }
            }
        }
        return at;
    }

    private static void setNamed(Options options, String name, boolean on) {
        if (!Options.exists(name)) {
            throw new BuiltinFailure(name + ": bad option");
        }
        options.set(name, on);
    }

    private static void print(Shell shell, boolean verbose) throws IOException {
        StringBuilder text = new StringBuilder(verbose ? "Current option settings\n" : "set");
        for (Map.Entry<String, Boolean> option : shell.options().all().entrySet()) {
            if (verbose) {
                text.append(String.format("%-14s %s\n", option.getKey(), option.getValue() ? "on" : "off"));
            } else if (option.getValue()) {
                text.append(" -o ").append(option.getKey());
            }
        }
        shell.process().print(verbose ? text.toString() : text + "\n");
    }

    private static int list(Shell shell) throws IOException {
        StringBuilder text = new StringBuilder();
        shell.variables()
                .all()
                .forEach((name, variable) -> variable.value()
                        .ifPresent(value -> text.append(name)
                                .append('=')
                                .append(OutputBuiltins.quoted(value))
                                .append('\n')));
        shell.process().print(text.toString());
        return 0;
    }
}
