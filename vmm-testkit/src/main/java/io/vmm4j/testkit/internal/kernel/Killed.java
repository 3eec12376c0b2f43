package io.vmm4j.testkit.internal.kernel;

/** A signal ended the process; unwinds its program, which lets it pass. */
public final class Killed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Sig signal;

    /** An end by this signal. */
    public Killed(Sig signal) {
        super("killed by SIG" + signal, null, false, false);
        this.signal = signal;
    }

    /** Which signal. */
    public Sig signal() {
        return signal;
    }
}
