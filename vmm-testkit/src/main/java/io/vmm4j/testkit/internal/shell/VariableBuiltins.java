package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.shell.Variables.Variable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** export, readonly, typeset, unset, shift and let. */
final class VariableBuiltins {

    private VariableBuiltins() {}

    static int export(Shell shell, List<String> argv) throws IOException {
        BuiltinOptions options = BuiltinOptions.parse(argv, "p");
        if (options.operands().isEmpty()) {
            list(shell, options.has('p') ? "export " : "", Variable::exported);
        }
        for (String operand : options.operands()) {
            declare(shell, operand, false, variable -> variable.asExported(true));
        }
        return 0;
    }

    static int readonly(Shell shell, List<String> argv) throws IOException {
        BuiltinOptions options = BuiltinOptions.parse(argv, "p");
        if (options.operands().isEmpty()) {
            list(shell, options.has('p') ? "readonly " : "", Variable::readOnly);
        }
        for (String operand : options.operands()) {
            declare(shell, operand, false, Variable::asReadOnly);
        }
        return 0;
    }

    static int integer(Shell shell, List<String> argv) throws IOException {
        for (String operand : argv.subList(1, argv.size())) {
            declare(shell, operand, true, variable -> variable.asInteger(true));
        }
        return 0;
    }

    static int typeset(Shell shell, List<String> argv) throws IOException {
        BuiltinOptions options = BuiltinOptions.parse(argv, "irxp");
        if (options.operands().isEmpty()) {
            throw new BuiltinFailure("listing variables is not simulated");
        }
        for (String operand : options.operands()) {
            declare(shell, operand, true, variable -> {
                Variable changed = options.has('i') ? variable.asInteger(true) : variable;
                changed = options.has('x') ? changed.asExported(true) : changed;
                return options.has('r') ? changed.asReadOnly() : changed;
            });
        }
        return 0;
    }

    /** {@code name} or {@code name=value}: sets the value first, then the attributes. */
    private static void declare(Shell shell, String operand, boolean local, UnaryOperator<Variable> attributes) {
        int equals = operand.indexOf('=');
        String name = equals < 0 ? operand : operand.substring(0, equals);
        if (!Characters.isName(name)) {
            throw new BuiltinFailure(operand + ": is not an identifier");
        }
        Variables variables = shell.variables();
        if (local && !variables.isLocal(name)) {
            variables.putLocal(name, Variable.UNSET);
        }
        Variable old = variables.find(name);
        if (equals >= 0) {
            if (old.readOnly()) {
                throw new BuiltinFailure(name + ": is read only");
            }
            String value = operand.substring(equals + 1);
            boolean integer = attributes.apply(old).integer();
            old = old.with(integer ? Long.toString(shell.compute(value)) : value);
        }
        variables.put(name, attributes.apply(old));
    }

    private static void list(Shell shell, String prefix, Predicate<Variable> wanted) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Variable> entry : shell.variables().all().entrySet()) {
            if (wanted.test(entry.getValue())) {
                Optional<String> value = entry.getValue().value();
                text.append(prefix).append(entry.getKey());
                if (prefix.isEmpty()) {
                    text.append('\n');
                } else {
                    text.append(value.map(v -> "=" + OutputBuiltins.quoted(v)).orElse(""))
                            .append('\n');
                }
            }
        }
        shell.process().print(text.toString());
    }

    static int unset(Shell shell, List<String> argv) {
        BuiltinOptions options = BuiltinOptions.parse(argv, "fv");
        for (String name : options.operands()) {
            if (options.has('f')) {
                shell.functions().remove(name);
                continue;
            }
            if (!Characters.isName(name)) {
                throw new BuiltinFailure(name + ": is not an identifier");
            }
            if (shell.variables().find(name).readOnly()) {
                throw new BuiltinFailure(name + " is read only");
            }
            shell.variables().unset(name);
        }
        return 0;
    }

    static int shift(Shell shell, List<String> argv) {
        long count = argv.size() > 1 ? shell.compute(argv.get(1)) : 1;
        if (count < 0) {
            throw new BuiltinFailure(argv.get(1) + ": bad number");
        }
        List<String> positional = shell.positional();
        if (count > positional.size()) {
            throw new BuiltinFailure("nothing to shift");
        }
        shell.setPositional(positional.subList((int) count, positional.size()));
        return 0;
    }

    static int let(Shell shell, List<String> argv) {
        if (argv.size() < 2) {
            throw new BuiltinFailure("no arguments");
        }
        long value = 0;
        for (String expression : argv.subList(1, argv.size())) {
            value = shell.compute(expression);
        }
        return value != 0 ? 0 : 1;
    }
}
