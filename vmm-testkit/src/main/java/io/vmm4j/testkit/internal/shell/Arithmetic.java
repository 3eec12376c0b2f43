package io.vmm4j.testkit.internal.shell;

import java.util.List;

/** Computes expressions in 64 bits: the operators of C, variables by name, {@code base#digits}. Used for one expression. */
final class Arithmetic {

    private static final int DEEPEST = 32;

    /** The binary operators from those that bind least to those that bind most. */
    private static final List<List<String>> LEVELS = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("|"),
            List.of("^"),
            List.of("&"),
            List.of("==", "!="),
            List.of("<=", ">=", "<", ">"),
            List.of("<<", ">>"),
            List.of("+", "-"),
            List.of("*", "/", "%"));

    private static final List<String> ASSIGNMENTS =
            List.of("<<=", ">>=", "*=", "/=", "%=", "+=", "-=", "&=", "^=", "|=", "=");

    /** Where names get their values. */
    interface Names {
        /** The text of a variable; empty if it is not set. */
        String get(String name);

        /** Sets a variable. */
        void set(String name, long value);
    }

    private final ArithmeticTokens tokens;
    private final Names names;
    private final int depth;
    private int skipping;

    private Arithmetic(String expression, Names names, int depth) {
        this.tokens = new ArithmeticTokens(expression);
        this.names = names;
        this.depth = depth;
    }

    /**
     * The value of an expression; an empty one is 0.
     *
     * @throws ShellError if it is none
     */
    static long evaluate(String expression, Names names) {
        return evaluate(expression, names, 0);
    }

    private static long evaluate(String expression, Names names, int depth) {
        if (depth > DEEPEST) {
            throw new ShellError(expression + ": expression recurses on itself");
        }
        Arithmetic arithmetic = new Arithmetic(expression, names, depth);
        if (arithmetic.tokens.atEnd()) {
            return 0;
        }
        long value = arithmetic.comma();
        if (!arithmetic.tokens.atEnd()) {
            throw arithmetic.tokens.unexpected();
        }
        return value;
    }

    private long comma() {
        long value = assignment();
        while (tokens.take(",")) {
            value = assignment();
        }
        return value;
    }

    private long assignment() {
        int start = tokens.position();
        String name = tokens.takeName();
        if (!name.isEmpty()) {
            for (String operator : ASSIGNMENTS) {
                if (tokens.takeAssignment(operator)) {
                    return assign(name, operator.substring(0, operator.length() - 1));
                }
            }
        }
        tokens.reset(start);
        return ternary();
    }

    private long assign(String name, String operator) {
        long right = assignment();
        long value = operator.isEmpty() ? right : apply(operator, valueOf(name), right);
        if (skipping == 0) {
            names.set(name, value);
        }
        return value;
    }

    private long ternary() {
        long condition = binary(0);
        if (!tokens.take("?")) {
            return condition;
        }
        long first = skippedUnless(condition != 0, this::comma);
        if (!tokens.take(":")) {
            throw tokens.unexpected();
        }
        long second = skippedUnless(condition == 0, this::assignment);
        return condition != 0 ? first : second;
    }

    private long skippedUnless(boolean wanted, java.util.function.LongSupplier part) {
        skipping += wanted ? 0 : 1;
        try {
            return part.getAsLong();
        } finally {
            skipping -= wanted ? 0 : 1;
        }
    }

    private long binary(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        long left = binary(level + 1);
        while (true) {
            String operator = tokens.takeBinary(LEVELS.get(level));
            if (operator.isEmpty()) {
                return left;
            }
            boolean wanted = !(operator.equals("&&") && left == 0) && !(operator.equals("||") && left != 0);
            long right = skippedUnless(wanted, () -> binary(level + 1));
            left = apply(operator, left, right);
        }
    }

    private long apply(String operator, long left, long right) {
        return switch (operator) {
            case "||" -> left != 0 || right != 0 ? 1 : 0;
            case "&&" -> left != 0 && right != 0 ? 1 : 0;
            case "|" -> left | right;
            case "^" -> left ^ right;
            case "&" -> left & right;
            case "==" -> left == right ? 1 : 0;
            case "!=" -> left != right ? 1 : 0;
            case "<=" -> left <= right ? 1 : 0;
            case ">=" -> left >= right ? 1 : 0;
            case "<" -> left < right ? 1 : 0;
            case ">" -> left > right ? 1 : 0;
            case "<<" -> left << right;
            case ">>" -> left >> right;
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            default -> divide(operator, left, right);
        };
    }

    private long divide(String operator, long left, long right) {
        if (right == 0) {
            if (skipping > 0) {
                return 0;
            }
            throw tokens.failure("zero divisor");
        }
        return operator.equals("/") ? left / right : left % right;
    }

    private long unary() {
        if (tokens.take("++")) {
            return step(1, true, tokens.requireName("++"));
        }
        if (tokens.take("--")) {
            return step(-1, true, tokens.requireName("--"));
        }
        if (tokens.take("+")) {
            return unary();
        }
        if (tokens.take("-")) {
            return -unary();
        }
        if (tokens.take("!")) {
            return unary() == 0 ? 1 : 0;
        }
        return tokens.take("~") ? ~unary() : primary();
    }

    private long step(int by, boolean before, String name) {
        long old = valueOf(name);
        if (skipping == 0) {
            names.set(name, old + by);
        }
        return before ? old + by : old;
    }

    private long primary() {
        if (tokens.take("(")) {
            long value = comma();
            if (!tokens.take(")")) {
                throw tokens.failure("missing )");
            }
            return value;
        }
        String name = tokens.takeName();
        if (name.isEmpty()) {
            return tokens.takeNumber();
        }
        if (tokens.take("++")) {
            return step(1, false, name);
        }
        return tokens.take("--") ? step(-1, false, name) : valueOf(name);
    }

    private long valueOf(String name) {
        return skipping > 0 ? 0 : evaluate(names.get(name), names, depth + 1);
    }
}
