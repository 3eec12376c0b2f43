package io.vmm4j;

import io.vmm4j.error.ErrorCode;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.ShellWords;
import java.util.Map;

/**
 * A value broke a rule of OpenBSD's. {@link #code()} is the rule, for the types of this package a {@link ValueError}; the
 * facts {@code argument} and {@code value} say where. Nothing was sent to any host.
 */
public final class InvalidValueException extends VmmException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 80;

    /** A broken rule with its facts. */
    public InvalidValueException(Problem problem) {
        super(problem);
    }

    /** A broken rule that needs no further facts. */
    public static InvalidValueException of(ErrorCode rule, String argument, String value) {
        return new InvalidValueException(problem(rule, argument, value));
    }

    /** The facts that every broken rule has: the value is shown on one line, and cut when it is long. */
    public static Problem problem(ErrorCode rule, String argument, String value) {
        String start = value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
        return Problem.of(rule).with("argument", argument).with("value", ShellWords.display(start));
    }

    /** The same rule, broken by an argument that the caller knows by another name, such as a field of a document. */
    public InvalidValueException forArgument(String argument) {
        Problem problem = Problem.of(code());
        for (Map.Entry<String, String> fact : arguments().entrySet()) {
            problem = problem.with(fact.getKey(), fact.getValue());
        }
        return new InvalidValueException(problem.with("argument", argument));
    }
}
