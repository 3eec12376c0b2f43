package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** whence, type and {@code command -v}: what a name means. */
final class WhenceBuiltin {

    private WhenceBuiltin() {}

    static int whence(Shell shell, List<String> argv) throws IOException {
        BuiltinOptions options = BuiltinOptions.parse(argv, "pv");
        return answer(shell, options.operands(), options.has('v'), options.has('p'), true);
    }

    static int type(Shell shell, List<String> argv) throws IOException {
        return answer(shell, argv.subList(1, argv.size()), true, false, true);
    }

    static int command(Shell shell, List<String> argv) throws IOException {
        BuiltinOptions options = BuiltinOptions.parse(argv, "pvV");
        return answer(shell, options.operands(), options.has('V'), false, false);
    }

    private static int answer(Shell shell, List<String> names, boolean verbose, boolean programs, boolean whence)
            throws IOException {
        int status = 0;
        for (String name : names) {
            Optional<String> answer = describe(shell, name, verbose, programs, whence);
            if (answer.isPresent()) {
                shell.process().print(answer.get() + "\n");
                continue;
            }
            status = 1;
            if (!verbose) {
                return status;
            }
            shell.process().print(name + " not found\n");
        }
        return status;
    }

    private static Optional<String> describe(
            Shell shell, String name, boolean verbose, boolean programs, boolean whence) {
        if (!programs) {
            if ((whence || verbose) && Parser.isReserved(name)) {
                return Optional.of(verbose ? name + " is a reserved word" : name);
            }
            Optional<Builtin> builtin = Builtins.find(name);
            boolean special = builtin.map(Builtin::isSpecial).orElse(false);
            if (!special && shell.functions().containsKey(name)) {
                return Optional.of(verbose ? name + " is a function" : name);
            }
            if (builtin.isPresent()) {
                return Optional.of(verbose ? name + " is a" + (special ? " special" : "") + " shell builtin" : name);
            }
        }
        String path = shell.variables().get("PATH").orElse(SimpleCommands.SYSTEM_PATH);
        try {
            String found =
                    shell.process().machine().programs().find(shell.process().files(), name, path);
            return Optional.of(verbose ? name + " is " + found : found);
        } catch (SystemError e) {
            return Optional.empty();
        }
    }
}
