package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.shell.Tree.Condition;
import java.io.IOException;

/** Evaluates what stands in {@code [[ ]]}. */
final class Conditions {

    private final Shell shell;

    Conditions(Shell shell) {
        this.shell = shell;
    }

    boolean test(Condition condition) throws IOException {
        if (condition instanceof Condition.Negation negation) {
            return !test(negation.condition());
        }
        if (condition instanceof Condition.Junction junction) {
            return junction.both()
                    ? test(junction.left()) && test(junction.right())
                    : test(junction.left()) || test(junction.right());
        }
        if (condition instanceof Condition.Unary unary) {
            return operators().unary(unary.operator(), shell.expander().text(unary.operand()));
        }
        if (condition instanceof Condition.Binary binary) {
            return compare(binary);
        }
        if (condition instanceof Condition.Text text) {
            return !shell.expander().text(text.word()).isEmpty();
        }
        throw new IllegalStateException("unknown condition: " + condition);
    }

    private boolean compare(Condition.Binary binary) throws IOException {
        String left = shell.expander().text(binary.left());
        return switch (binary.operator()) {
            case "=", "==" -> shell.expander().pattern(binary.right()).matches(left);
            case "!=" -> !shell.expander().pattern(binary.right()).matches(left);
            default ->
                operators().binary(left, binary.operator(), shell.expander().text(binary.right()));
        };
    }

    private TestOperators operators() {
        return new TestOperators(shell.process(), shell::compute, shell.options()::isOn);
    }
}
