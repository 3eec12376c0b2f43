package io.vmm4j.vmctl;

import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.NetworkMode;
import io.vmm4j.VmRef;
import io.vmm4j.VmSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What {@code vmctl start} is asked to start. */
public sealed interface StartRequest {

    /** A VM that vmd(8) does not know yet, from a description; its new disks must have been made. */
    static StartRequest adHoc(VmSpec spec) {
        return new AdHoc(spec);
    }

    /** A VM that vm.conf(5) defines, as it is defined there. */
    static StartRequest defined(VmRef vm) {
        return new Defined(vm, Optional.empty());
    }

    /** A VM that vm.conf(5) defines, booting another kernel this once. */
    static StartRequest definedWithKernel(VmRef vm, HostPath kernel) {
        return new Defined(vm, Optional.of(kernel));
    }

    /** Which VM. */
    VmRef vm();

    /**
     * The options and the operand, in the order that vmctl(8) wants them.
     *
     * @throws io.vmm4j.InvalidValueException if vmctl would take the VM's name for an id
     */
    List<String> arguments();

    /**
     * A VM that exists only while it runs: all its options are given.
     *
     * @param spec the VM
     */
    record AdHoc(VmSpec spec) implements StartRequest {

        public AdHoc {
            Objects.requireNonNull(spec, "spec");
        }

        @Override
        public VmRef vm() {
            return spec.name();
        }

        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("-m", spec.memory().toString()));
            spec.bootDevice().ifPresent(device -> arguments.addAll(List.of("-B", device.toString())));
            spec.kernel().ifPresent(path -> arguments.addAll(List.of("-b", path.value())));
            for (DiskSpec disk : spec.disks()) {
                arguments.addAll(List.of("-d", disk.image().toString()));
            }
            spec.cdrom().ifPresent(path -> arguments.addAll(List.of("-r", path.value())));
            for (NetworkMode network : spec.networks()) {
                if (network instanceof NetworkMode.Bridged bridged) {
                    arguments.addAll(List.of("-n", bridged.switchName().value()));
                } else if (network instanceof NetworkMode.Routed routed) {
                    arguments.addAll(List.of("-n", routed.switchName().value()));
                } else if (network instanceof NetworkMode.Local) {
                    arguments.add("-L");
                } else {
                    throw new IllegalStateException("vmctl(8) has no option for " + network);
                }
            }
            arguments.add(spec.name().operand());
            return List.copyOf(arguments);
        }
    }

    /**
     * A VM that vm.conf(5) defines. vmctl(8) refuses all other options for it, stopped or not. With a kernel, a name that is
     * not defined makes a new VM of nothing but that kernel: look at the status first.
     *
     * @param vm its name or id
     * @param kernel a kernel for one boot
     */
    record Defined(VmRef vm, Optional<HostPath> kernel) implements StartRequest {

        public Defined {
            Objects.requireNonNull(vm, "vm");
            Objects.requireNonNull(kernel, "kernel");
        }

        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>();
            kernel.ifPresent(path -> arguments.addAll(List.of("-b", path.value())));
            arguments.add(vm.operand());
            return List.copyOf(arguments);
        }
    }
}
