package io.vmm4j.vmconf.internal;

/** A statement was given up; the reason is among the messages. */
final class ParseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ParseFailure() {
        super("a statement was given up", null, false, false);
    }
}
