package io.vmm4j.testkit.internal.pf.rule;

/**
 * Which numbers a rule means: ports, users, groups.
 *
 * @param operator how the numbers are compared
 * @param first the number, or the first of two
 * @param second the second number
 */
public record NumberMatch(Operator operator, long first, long second) {

    /** All numbers. */
    public static final NumberMatch ALL = new NumberMatch(Operator.NONE, 0, 0);

    /** How numbers are compared. */
    public enum Operator {
        NONE(""),
        EQUAL("="),
        NOT_EQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">="),
        INSIDE("><"),
        OUTSIDE("<>"),
        FROM_TO(":");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** How it is written. */
        public String sign() {
            return sign;
        }
    }

    /** Whether it limits anything. */
    public boolean isPresent() {
        return operator != Operator.NONE;
    }

    /** Whether it could ever hold. */
    public boolean isValid() {
        return switch (operator) {
            case FROM_TO, OUTSIDE -> first <= second;
            case INSIDE -> first < second;
            default -> true;
        };
    }

    /** Whether a number is meant. */
    public boolean matches(long number) {
        return switch (operator) {
            case NONE -> true;
            case EQUAL -> number == first;
            case NOT_EQUAL -> number != first;
            case LESS -> number < first;
            case AT_MOST -> number <= first;
            case GREATER -> number > first;
            case AT_LEAST -> number >= first;
            case INSIDE -> number > first && number < second;
            case OUTSIDE -> number < first || number > second;
            case FROM_TO -> number >= first && number <= second;
        };
    }

    @Override
    public String toString() {
        String one = first < 0 ? "unknown" : Long.toString(first);
        return switch (operator) {
            case NONE -> "";
            case INSIDE, OUTSIDE -> " " + one + " " + operator.sign() + " " + second;
            case FROM_TO -> " " + one + ":" + second;
            default -> " " + operator.sign() + " " + one;
        };
    }
}
