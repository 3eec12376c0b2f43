package io.vmm4j.host;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;

/** A host cannot be made ready for VMs, whatever is changed on it by commands. Nothing was changed. */
public class InitializationException extends VmmException {

    private static final long serialVersionUID = 1L;

    private final boolean rebootRequired;

    /** Why, and whether it takes a boot. */
    public InitializationException(Problem problem, boolean rebootRequired) {
        super(problem);
        this.rebootRequired = rebootRequired;
    }

    /** Whether the machine has to be booted again, after what the hint says was done. */
    public boolean rebootRequired() {
        return rebootRequired;
    }
}
