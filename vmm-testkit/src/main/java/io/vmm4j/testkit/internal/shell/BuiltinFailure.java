package io.vmm4j.testkit.internal.shell;

/** A built-in could not do what was asked. */
final class BuiltinFailure extends Complaint {

    private static final long serialVersionUID = 1L;

    BuiltinFailure(String text) {
        this(text, 1);
    }

    BuiltinFailure(String text, int status) {
        super(text, status);
    }
}
