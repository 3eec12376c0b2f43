package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.vmd.VmdRequest.StopFlag;
import java.util.Optional;

/** Answers requests to stop VMs, and to wait for their end. */
final class StopRequests {

    private final VmTable vms;
    private final Permissions permissions;
    private final Waiters waiters;

    StopRequests(VmTable vms, Permissions permissions, Waiters waiters) {
        this.vms = vms;
        this.permissions = permissions;
        this.waiters = waiters;
    }

    void stop(VmdConnection client, VmdRequest.Stop request) {
        boolean force = request.flags().contains(StopFlag.FORCE);
        stoppable(client, request.vm(), force).ifPresent(vm -> {
            if (request.flags().contains(StopFlag.WAIT)) {
                waiters.add(vm.id(), client);
            } else {
                client.post(new VmdReply.Stopping(ResultCode.OK, vm.id()));
            }
            stop(vm, force);
        });
    }

    private static void stop(Vm vm, boolean force) {
        Guest guest = vm.process().orElseThrow().guest();
        boolean stopping = vm.is(VmState.SHUTDOWN);
        vm.set(VmState.SHUTDOWN, true);
        if (force) {
            guest.kill();
        } else if (!stopping) {
            guest.requestShutdown();
        }
    }

    void waitFor(VmdConnection client, VmSelector selector) {
        stoppable(client, selector, false).ifPresent(vm -> waiters.add(vm.id(), client));
    }

    /** The VM, if it runs and may be stopped; otherwise the client is told why not. */
    private Optional<Vm> stoppable(VmdConnection client, VmSelector selector, boolean force) {
        Optional<Vm> found = vms.find(selector);
        Optional<Errno> problem = problem(found, client, force);
        problem.ifPresent(errno -> client.post(
                new VmdReply.Stopping(ResultCode.of(errno), found.map(Vm::id).orElse(selector.id()))));
        return problem.isPresent() ? Optional.empty() : found;
    }

    private Optional<Errno> problem(Optional<Vm> vm, VmdConnection client, boolean force) {
        if (vm.isEmpty()) {
            return Optional.of(Errno.ENOENT);
        }
        if (vm.get().is(VmState.SHUTDOWN) && !force) {
            return Optional.of(Errno.EALREADY);
        }
        if (!vm.get().is(VmState.RUNNING)) {
            return Optional.of(Errno.EINVAL);
        }
        return permissions.mayUse(vm.get(), client.uid()) ? Optional.empty() : Optional.of(Errno.EPERM);
    }
}
