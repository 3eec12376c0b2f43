package io.vmm4j.testkit.internal.program;

/** The arguments are not what the program takes; it prints its usage. */
public final class UsageError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String complaint;

    /** Arguments that getopt(3) has nothing to say about. */
    public UsageError() {
        this("");
    }

    /** Arguments about which something is said before the usage. */
    public UsageError(String complaint) {
        super(complaint, null, false, false);
        this.complaint = complaint;
    }

    /** What is said first, without the program's name; empty for nothing. */
    public String complaint() {
        return complaint;
    }
}
