package io.vmm4j.testkit.internal.shell;

import java.util.List;
import java.util.Optional;

/**
 * What the words of a command mean: which built-in or function, seen through {@code exec}, {@code command} and {@code builtin}.
 *
 * @param argv the words that are left
 * @param builtin the built-in, if it is one
 * @param function the function, if it is one
 * @param isExec whether the shell becomes the command
 * @param isCommand whether {@code command} stood before it, which makes special built-ins ordinary
 * @param systemPath whether the standard PATH is searched
 */
record Invocation(
        List<String> argv,
        Optional<Builtin> builtin,
        Optional<Tree.Function> function,
        boolean isExec,
        boolean isCommand,
        boolean systemPath) {

    static Invocation of(Shell shell, List<String> words) {
        List<String> argv = words;
        boolean exec = false;
        boolean command = false;
        boolean systemPath = false;
        while (!argv.isEmpty() && !exec) {
            String name = argv.get(0);
            Optional<Builtin> builtin = Builtins.find(name);
            boolean hidden = !command
                    && shell.functions().containsKey(name)
                    && !builtin.map(Builtin::isSpecial).orElse(false);
            if (hidden || builtin.isEmpty()) {
                Optional<Tree.Function> function =
                        hidden ? Optional.ofNullable(shell.functions().get(name)) : Optional.empty();
                return new Invocation(argv, Optional.empty(), function, false, command, systemPath);
            }
            if (name.equals("exec") && argv.size() > 1) {
                exec = true;
                argv = argv.subList(argv.get(1).equals("--") ? 2 : 1, argv.size());
            } else if (name.equals("command") && argv.size() > 1 && !isQuestion(argv.get(1))) {
                command = true;
                systemPath = argv.get(1).equals("-p");
                int skip = systemPath || argv.get(1).equals("--") ? 2 : 1;
                argv = argv.subList(Math.min(skip, argv.size()), argv.size());
            } else if (name.equals("builtin") && argv.size() > 1) {
                argv = argv.subList(1, argv.size());
                String wanted = argv.get(0);
                Builtin found = Builtins.find(wanted)
                        .orElseThrow(() -> new BuiltinFailure("builtin: " + wanted + ": not a builtin"));
                return new Invocation(argv, Optional.of(found), Optional.empty(), false, command, false);
            } else {
                return new Invocation(argv, builtin, Optional.empty(), false, command, systemPath);
            }
        }
        return new Invocation(argv, Optional.empty(), Optional.empty(), exec, command, systemPath);
    }

    private static boolean isQuestion(String option) {
        return option.startsWith("-") && (option.contains("v") || option.contains("V"));
    }

    /** Whether assignments before it stay. */
    boolean keepsAssignments() {
        return builtin.map(Builtin::keepsAssignments).orElse(false) && !isCommand;
    }

    /** {@code exec} alone: its redirections stay. */
    boolean keepsRedirections() {
        return argv.size() == 1 && argv.get(0).equals("exec") && builtin.isPresent();
    }
}
