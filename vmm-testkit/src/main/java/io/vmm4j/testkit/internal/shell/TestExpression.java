package io.vmm4j.testkit.internal.shell;

import java.util.List;

/** The expressions of test(1): by the number of words where POSIX says so, by the old grammar otherwise. Used once. */
public final class TestExpression {

    private final TestOperators operators;
    private final List<String> words;
    private int at;

    private TestExpression(TestOperators operators, List<String> words) {
        this.operators = operators;
        this.words = words;
    }

    /** The words are no expression. */
    public static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        private final String text;

        Malformed(String text) {
            super(text, null, false, false);
            this.text = text;
        }

        /** What is wrong. */
        public String text() {
            return text;
        }
    }

    /**
     * The value of an expression.
     *
     * @throws Malformed if it is none
     */
    public static boolean evaluate(TestOperators operators, List<String> words) throws Malformed {
        return new TestExpression(operators, words).byCount();
    }

    private boolean byCount() throws Malformed {
        List<String> all = words;
        String first = all.isEmpty() ? "" : all.get(0);
        return switch (all.size()) {
            case 0 -> false;
            case 1 -> !first.isEmpty();
            case 2 -> first.equals("!") ? all.get(1).isEmpty() : whole();
            case 3 ->
                TestOperators.isBinary(all.get(1))
                        ? operators.binary(first, all.get(1), all.get(2))
                        : first.equals("!") ? !evaluate(operators, all.subList(1, 3)) : whole();
            case 4 -> first.equals("!") ? !evaluate(operators, all.subList(1, 4)) : whole();
            default -> whole();
        };
    }

    private boolean whole() throws Malformed {
        boolean value = or();
        if (at < words.size()) {
            throw new Malformed(words.get(at) + ": unexpected operator/operand");
        }
        return value;
    }

    private boolean take(String word) {
        boolean found = at < words.size() && words.get(at).equals(word);
        at += found ? 1 : 0;
        return found;
    }

    private boolean or() throws Malformed {
        boolean value = and();
        while (take("-o")) {
            value |= and();
        }
        return value;
    }

    private boolean and() throws Malformed {
        boolean value = not();
        while (take("-a")) {
            value &= not();
        }
        return value;
    }

    private boolean not() throws Malformed {
        return take("!") ? !not() : primary();
    }

    private boolean primary() throws Malformed {
        if (take("(")) {
            boolean value = or();
            if (!take(")")) {
                throw new Malformed("missing )");
            }
            return value;
        }
        if (at >= words.size()) {
            throw new Malformed("argument expected");
        }
        boolean binaryFollows = at + 2 < words.size() && TestOperators.isBinary(words.get(at + 1));
        if (!binaryFollows && TestOperators.isUnary(words.get(at)) && at + 1 < words.size()) {
            at += 2;
            return operators.unary(words.get(at - 2), words.get(at - 1));
        }
        if (binaryFollows) {
            at += 3;
            return operators.binary(words.get(at - 3), words.get(at - 2), words.get(at - 1));
        }
        return !words.get(at++).isEmpty();
    }
}
