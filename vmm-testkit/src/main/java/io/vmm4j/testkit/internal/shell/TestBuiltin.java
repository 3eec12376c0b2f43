package io.vmm4j.testkit.internal.shell;

import java.util.List;

/** test and {@code [}. */
final class TestBuiltin {

    private static final int ERROR = 2;

    private TestBuiltin() {}

    static int run(Shell shell, List<String> argv) {
        List<String> words = argv.subList(1, argv.size());
        if (argv.get(0).equals("[")) {
            if (words.isEmpty() || !words.get(words.size() - 1).equals("]")) {
                throw new BuiltinFailure("missing ]", ERROR);
            }
            words = words.subList(0, words.size() - 1);
        }
        TestOperators operators =
                new TestOperators(shell.process(), text -> number(shell, text), shell.options()::isOn);
        try {
            return TestExpression.evaluate(operators, words) ? 0 : 1;
        } catch (TestExpression.Malformed e) {
            throw new BuiltinFailure(e.text(), ERROR);
        }
    }

    private static long number(Shell shell, String text) {
        try {
            // A leading zero is no octal sign here.
            return shell.compute(text.strip().replaceFirst("^([-+]?)0+(?=[0-9])", "$1"));
        } catch (ShellError e) {
            throw new BuiltinFailure(e.text(), ERROR);
        }
    }
}
