package io.vmm4j.examples.cli;

/** The command line asks for something that cannot be meant. Nothing was sent to any host. */
final class WrongUsage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String hint;

    WrongUsage(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /** What to write instead. */
    String hint() {
        return hint;
    }
}
