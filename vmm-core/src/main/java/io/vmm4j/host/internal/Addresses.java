package io.vmm4j.host.internal;

import io.vmm4j.GuestAddress;
import io.vmm4j.VmError;
import io.vmm4j.VmException;
import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.error.Problem;
import io.vmm4j.operation.Waiter;
import io.vmm4j.operation.Waiter.Look;
import java.time.Duration;
import java.util.Optional;

/** Finds the addresses of guests, and waits for them. One round trip for each look. */
public final class Addresses {

    /** What a look has seen of a VM that does not run. */
    public static final String NOT_RUNNING = "it does not run";

    private final HostContext context;

    /** Of the guests of this host. */
    public Addresses(HostContext context) {
        this.context = context;
    }

    Optional<GuestAddress> find(VmName name) {
        return AddressView.look(context).addressOf(name).value();
    }

    GuestAddress await(VmName name, Duration timeout) {
        Problem problem = Problem.of(VmError.ADDRESS_UNKNOWN).with("vm", name).with("target", context.target());
        return Waiter.within(context.timeline(), timeout).until(problem, () -> look(name));
    }

    /**
     * Looks once.
     *
     * @throws VmException if vmd(8) does not know the VM: it will have no address before somebody starts it
     */
    public Look<GuestAddress> look(VmName name) {
        AddressView view = AddressView.look(context);
        if (view.find(name).isEmpty()) {
            failUnlisted(name);
        }
        return view.addressOf(name);
    }

    private void failUnlisted(VmName name) {
        VmInfo vm = Observation.look(context).observation().require(name);
        if (vm.status().isEmpty()) {
            throw new VmException(Problem.of(VmError.NOT_RUNNING)
                    .with("vm", name)
                    .with("target", context.target())
                    .with("state", vm.state()));
        }
    }
}
