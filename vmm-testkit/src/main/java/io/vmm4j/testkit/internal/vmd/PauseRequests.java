package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.vmd.VmdHost.PauseAnswer;
import java.util.Optional;

/** Answers requests to pause VMs and to let them go on. Some are never answered. */
final class PauseRequests {

    private final VmTable vms;
    private final Permissions permissions;
    private final PauseAnswer answer;
    private final DaemonLog log;

    PauseRequests(VmTable vms, Permissions permissions, PauseAnswer answer, DaemonLog log) {
        this.vms = vms;
        this.permissions = permissions;
        this.answer = answer;
        this.log = log;
    }

    void pause(VmdConnection client, VmSelector selector) {
        Optional<Errno> problem = problem(client, selector);
        if (problem.isPresent()) {
            client.post(new VmdReply.Paused(ResultCode.of(problem.get()), 0));
            return;
        }
        Vm vm = vms.find(selector).orElseThrow();
        Guest guest = vm.process().orElseThrow().guest();
        if (!guest.canPause()) {
            return;
        }
        if (!vm.is(VmState.PAUSED)) {
            vm.set(VmState.PAUSED, true);
            guest.pause();
        }
        log.log(vm.name() + ": paused vm " + vm.id() + " successfully");
        if (answers(vm)) {
            client.post(new VmdReply.Paused(ResultCode.OK, vm.id()));
        }
    }

    void unpause(VmdConnection client, VmSelector selector) {
        Optional<Errno> problem = problem(client, selector);
        if (problem.isPresent()) {
            client.post(new VmdReply.Unpaused(ResultCode.of(problem.get()), 0));
            return;
        }
        Vm vm = vms.find(selector).orElseThrow();
        if (vm.is(VmState.PAUSED)) {
            vm.set(VmState.PAUSED, false);
            vm.process().orElseThrow().guest().unpause();
        }
        log.log(vm.name() + ": unpaused vm " + vm.id() + " successfully.");
        if (answers(vm)) {
            client.post(new VmdReply.Unpaused(ResultCode.OK, vm.id()));
        }
    }

    private Optional<Errno> problem(VmdConnection client, VmSelector selector) {
        Optional<Vm> found = vms.find(selector);
        if (found.isPresent() && !permissions.mayUse(found.get(), client.uid())) {
            return Optional.of(Errno.EPERM);
        }
        return found.flatMap(Vm::process).isEmpty() ? Optional.of(Errno.ENOENT) : Optional.empty();
    }

    private boolean answers(Vm vm) {
        return answer == PauseAnswer.TO_ASKER || vm.starter().isPresent();
    }
}
