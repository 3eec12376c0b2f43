package io.vmm4j.testkit.internal.kernel;

/** The process called exit(3) from somewhere deep; unwinds its program, which lets it pass. */
public final class Exited extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** An end with this exit status. */
    public Exited(int status) {
        super("exit " + status, null, false, false);
        this.status = status & 0xff;
    }

    /** The exit status, 0 to 255. */
    public int status() {
        return status;
    }
}
