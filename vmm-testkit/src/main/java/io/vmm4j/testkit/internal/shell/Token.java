package io.vmm4j.testkit.internal.shell;

/** What the lexer finds. */
sealed interface Token {

    /** A word. */
    record WordToken(Word word) implements Token {}

    /** An operator, a newline being {@code "\n"}. */
    record Operator(String sign) implements Token {}

    /** A redirection's operator, with the descriptor before it. */
    record RedirectionToken(int descriptor, Redirection.Kind kind, boolean stripTabs) implements Token {}

    /** The end of the script. */
    record End() implements Token {}

    /** How a syntax error names it. */
    default String shown() {
        if (this instanceof WordToken word) {
            return word.word().rawText();
        }
        if (this instanceof Operator operator) {
            return operator.sign().equals("\n") ? "newline" : operator.sign();
        }
        if (this instanceof RedirectionToken redirection) {
            return redirection.kind().sign();
        }
        return "EOF";
    }
}
