package io.vmm4j.vmctl.internal;

import io.vmm4j.DiskSpec;
import io.vmm4j.VmRef;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Privilege;
import io.vmm4j.vmctl.StartRequest;
import io.vmm4j.vmctl.VmctlFailure;
import java.util.List;
import java.util.function.UnaryOperator;

/** What vmctl(8) was asked, as far as errors are to tell it, and what it makes of texts that have several meanings. */
public final class Asked {

    private final String vm;
    private final String disks;
    private final UnaryOperator<VmctlFailure> meaning;

    private Asked(String vm, String disks, UnaryOperator<VmctlFailure> meaning) {
        this.vm = vm;
        this.disks = disks;
        this.meaning = meaning;
    }

    /** Something about the whole host. */
    public static Asked host() {
        return new Asked("the VM", "the disk", Asked::withoutConfiguration);
    }

    /** That vmd(8) read its configuration. */
    public static Asked configuration() {
        return new Asked("the VM", "the disk", UnaryOperator.identity());
    }

    /** Something about one VM. */
    public static Asked vm(VmRef vm) {
        return new Asked(nameOf(vm), "its disks", Asked::withoutConfiguration);
    }

    /** That a disk image be made. */
    public static Asked disk(DiskSpec.New disk) {
        return new Asked("the VM", disk.image().path().value(), Asked::withoutConfiguration);
    }

    /** That a VM be started. */
    public static Asked start(StartRequest request, Privilege privilege) {
        if (request instanceof StartRequest.AdHoc adHoc) {
            List<String> paths = adHoc.spec().disks().stream()
                    .map(disk -> disk.image().path().value())
                    .toList();
            String disks = paths.isEmpty() ? "its disks" : String.join(", ", paths);
            return new Asked(nameOf(request.vm()), disks, Asked::adHoc);
        }
        return new Asked(
                nameOf(request.vm()),
                "its disks",
                privilege == Privilege.ROOT ? Asked::definedByRoot : Asked::withoutConfiguration);
    }

    /** What a message means when it answers this. */
    VmctlFailure meaningOf(VmctlFailure failure) {
        return meaning.apply(failure);
    }

    /** The facts that this adds to a failure. */
    Problem facts(Problem problem) {
        return problem.with("vm", vm).with("disks", disks);
    }

    /** A failure without a reason is about vm.conf(5) only where it was to be read. */
    private static VmctlFailure withoutConfiguration(VmctlFailure failure) {
        return failure == VmctlFailure.CONFIGURATION_BROKEN ? VmctlFailure.COMMAND_FAILED : failure;
    }

    private static VmctlFailure adHoc(VmctlFailure failure) {
        return switch (failure) {
            case VM_UNKNOWN_OR_DISK_UNAVAILABLE -> VmctlFailure.DISK_UNAVAILABLE;
            case ALREADY_RUNNING -> VmctlFailure.RUNNING_OR_DEFINED;
            default -> withoutConfiguration(failure);
        };
    }

    /** Root is nobody's stranger and may read everything, which leaves one meaning. */
    private static VmctlFailure definedByRoot(VmctlFailure failure) {
        return failure == VmctlFailure.START_NOT_PERMITTED
                ? VmctlFailure.RESTARTED_TOO_QUICKLY
                : withoutConfiguration(failure);
    }

    private static String nameOf(VmRef vm) {
        return "VM " + vm;
    }
}
