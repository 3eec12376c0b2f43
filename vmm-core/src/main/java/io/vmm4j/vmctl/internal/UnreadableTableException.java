package io.vmm4j.vmctl.internal;

/** A status table is not one, or not one of a shape that is known. */
final class UnreadableTableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    UnreadableTableException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
