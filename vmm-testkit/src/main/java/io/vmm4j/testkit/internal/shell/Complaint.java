package io.vmm4j.testkit.internal.shell;

/** Something went wrong that the shell says, without its own name before it. */
abstract sealed class Complaint extends RuntimeException permits ShellError, SyntaxError, BuiltinFailure {

    private static final long serialVersionUID = 1L;

    private final String text;
    private final int status;

    Complaint(String text, int status) {
        super(text, null, false, false);
        this.text = text;
        this.status = status;
    }

    /** What is said; empty if it has been said. */
    String text() {
        return text;
    }

    /** The exit status it means. */
    int status() {
        return status;
    }
}
