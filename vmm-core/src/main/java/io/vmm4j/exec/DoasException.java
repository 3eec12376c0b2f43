package io.vmm4j.exec;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;

/** doas(1) did not run a command as root. Nothing was changed on the host. */
public final class DoasException extends VmmException {

    private static final long serialVersionUID = 1L;

    private final DoasRefusal refusal;

    private DoasException(Problem problem, DoasRefusal refusal) {
        super(problem);
        this.refusal = refusal;
    }

    static DoasException of(DoasRefusal refusal, Answer answer) {
        return new DoasException(refusal.problem(answer), refusal);
    }

    /** Why it refused. */
    public DoasRefusal refusal() {
        return refusal;
    }
}
