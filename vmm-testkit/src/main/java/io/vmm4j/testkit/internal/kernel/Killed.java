package io.vmm4j.testkit.internal.kernel;

/** A signal ended the process; unwinds its program. */
public final class Killed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String signal;

    /** An end by this signal, named without {@code SIG}. */
    public Killed(String signal) {
        super("killed by SIG" + signal, null, false, false);
        this.signal = signal;
    }

    /** The signal, without {@code SIG}. */
    public String signal() {
        return signal;
    }
}
