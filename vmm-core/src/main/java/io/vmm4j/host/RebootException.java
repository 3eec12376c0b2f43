package io.vmm4j.host;

import io.vmm4j.VmName;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import java.util.Collection;
import java.util.List;

/** The VMs of a host cannot be taken through a reboot, or not all of them. What failed for a single VM is among the suppressed. */
public class RebootException extends VmmException {

    private static final long serialVersionUID = 1L;

    private final transient List<VmName> vms;

    /** A failure that concerns these VMs. */
    public RebootException(Problem problem, Collection<VmName> vms) {
        super(problem);
        this.vms = List.copyOf(vms);
    }

    /** The VMs that it is about; none if it is about the host. */
    public List<VmName> vms() {
        return vms;
    }
}
