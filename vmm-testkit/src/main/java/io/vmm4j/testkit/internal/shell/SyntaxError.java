package io.vmm4j.testkit.internal.shell;

/** The text is no program for the shell. */
final class SyntaxError extends Complaint {

    private static final long serialVersionUID = 1L;

    /** Whether more text could have made it a program. */
    private final boolean atEnd;

    SyntaxError(String message, boolean atEnd) {
        super(message, 1);
        this.atEnd = atEnd;
    }

    static SyntaxError unexpected(String token) {
        return new SyntaxError("syntax error: `" + token + "' unexpected", false);
    }

    static SyntaxError unmatched(String token) {
        return new SyntaxError("syntax error: `" + token + "' unmatched", true);
    }

    static SyntaxError unexpectedEnd() {
        return new SyntaxError("syntax error: unexpected EOF", true);
    }

    boolean isAtEnd() {
        return atEnd;
    }
}
