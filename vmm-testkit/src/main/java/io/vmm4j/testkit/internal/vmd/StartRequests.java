package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.vmd.Registration.Outcome;
import io.vmm4j.testkit.internal.vmd.config.Owner;
import io.vmm4j.testkit.internal.vmd.config.Part;
import io.vmm4j.testkit.internal.vmd.config.VmParameters;
import java.util.Optional;
import java.util.Set;

/** Answers requests to start VMs. */
final class StartRequests {

    private final Registration registration;
    private final VmRunner runner;

    StartRequests(Registration registration, VmRunner runner) {
        this.registration = registration;
        this.runner = runner;
    }

    void start(VmdConnection client, VmParameters asked) {
        VmParameters owned = asked.toBuilder().owner(Owner.user(client.uid())).build();
        Outcome outcome = registration.register(owned, client.uid());
        if (outcome instanceof Outcome.Refused refused) {
            refuse(client, refused.reason());
        } else if (outcome instanceof Outcome.Registered registered) {
            launch(client, registered.vm());
        } else if (outcome instanceof Outcome.Exists exists) {
            if (mayStart(exists.vm(), asked)) {
                launch(client, exists.vm());
            } else {
                refuse(client, ResultCode.of(Errno.EALREADY));
            }
        }
    }

    /** A VM that is known starts with its own settings; only a kernel may be handed over. */
    private static boolean mayStart(Vm vm, VmParameters asked) {
        Set<Part> parts = asked.parts();
        return !vm.is(VmState.RUNNING) && (parts.isEmpty() || parts.equals(Set.of(Part.KERNEL)));
    }

    private void launch(VmdConnection client, Vm vm) {
        ResultCode result = runner.launch(vm, Optional.of(client));
        String tty = vm.process().map(process -> process.console().path()).orElse("");
        client.post(new VmdReply.Started(result, vm.id(), tty));
    }

    private static void refuse(VmdConnection client, ResultCode reason) {
        client.post(new VmdReply.Started(reason, 0, ""));
    }
}
