package io.vmm4j.testkit.internal.shell;

/** An error that a shell which is not interactive does not survive. */
final class ShellError extends Complaint {

    private static final long serialVersionUID = 1L;

    ShellError(String text) {
        this(text, 1);
    }

    ShellError(String text, int status) {
        super(text, status);
    }

    /** The same end when everything has been said. */
    static ShellError silent(int status) {
        return new ShellError("", status);
    }
}
