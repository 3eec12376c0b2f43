package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.libc.Ascii;
import io.vmm4j.testkit.internal.net.Lladdr;
import io.vmm4j.testkit.internal.vmd.config.Nic;
import io.vmm4j.testkit.internal.vmd.config.Part;
import io.vmm4j.testkit.internal.vmd.config.SwitchDefinition;
import io.vmm4j.testkit.internal.vmd.config.VmParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Makes VMs known: checks what the grammars of clients and vm.conf(5) do not, and gives ids and link-layer addresses. */
final class Registration {

    private static final long LLADDR_PREFIX = 0xfee1bb000000L;

    private final VmTable vms;
    private final KnownNames names;
    private final Permissions permissions;
    private final Function<String, Optional<SwitchDefinition>> switches;
    private final Random random;
    private final DaemonLog log;

    Registration(
            VmTable vms,
            KnownNames names,
            Permissions permissions,
            Function<String, Optional<SwitchDefinition>> switches,
            Random random,
            DaemonLog log) {
        this.vms = vms;
        this.names = names;
        this.permissions = permissions;
        this.switches = switches;
        this.random = random;
        this.log = log;
    }

    /** What became of it. */
    sealed interface Outcome {

        /** It is known now. */
        record Registered(Vm vm) implements Outcome {}

        /** It was known before. */
        record Exists(Vm vm) implements Outcome {}

        /** It was refused. */
        record Refused(ResultCode reason) implements Outcome {}
    }

    Outcome register(VmParameters asked, int uid) {
        VmParameters parameters = asked;
        boolean mayCreate = uid == 0;
        if (asked.parts().contains(Part.INSTANCE) && asked.template().isPresent()) {
            Instantiation instantiation = new Instantiation(vms, permissions, log);
            try {
                parameters = instantiation.inherit(asked, uid);
            } catch (Instantiation.Refused e) {
                return new Outcome.Refused(e.reason());
            }
            mayCreate = true;
        }
        Optional<Vm> known = vms.byName(parameters.name()).or(() -> vms.byId(asked.id()));
        if (known.isPresent()) {
            return exists(known.get(), parameters, uid);
        }
        if (!mayCreate) {
            log.log("permission denied");
            return new Outcome.Refused(ResultCode.of(Errno.EPERM));
        }
        if (parameters.parts().isEmpty()) {
            log.log("invalid configuration, no devices");
            return new Outcome.Refused(ResultCode.DISK_MISSING);
        }
        Optional<String> problem = problem(parameters);
        if (problem.isPresent()) {
            log.log(problem.get());
            return new Outcome.Refused(ResultCode.of(Errno.EINVAL));
        }
        Vm vm = new Vm(names.claim(parameters.name(), uid), complete(parameters));
        vms.add(vm);
        return new Outcome.Registered(vm);
    }

    private Outcome exists(Vm vm, VmParameters asked, int uid) {
        if (!permissions.mayUse(vm, uid)) {
            return new Outcome.Refused(ResultCode.of(Errno.EPERM));
        }
        if (!vm.is(VmState.RUNNING)) {
            vm.setOpenKernel(asked.kernel());
        }
        return new Outcome.Exists(vm);
    }

    private static Optional<String> problem(VmParameters parameters) {
        if (parameters.disks().size() > VmParameters.MAX_DISKS) {
            return Optional.of("invalid number of disks");
        }
        if (parameters.nics().size() > VmParameters.MAX_NICS) {
            return Optional.of("invalid number of interfaces");
        }
        boolean bootable = parameters.kernel().isPresent()
                || !parameters.disks().isEmpty()
                || parameters.cdrom().filter(path -> !path.isEmpty()).isPresent();
        if (!bootable) {
            return Optional.of("no kernel or disk/cdrom specified");
        }
        return isValidName(parameters.name()) ? Optional.empty() : Optional.of("invalid VM name");
    }

    /** Whether a VM may have this name: letters, digits, {@code .}, {@code -} and {@code _}, the last three not first. */
    static boolean isValidName(String name) {
        return !name.isEmpty()
                && Ascii.isAlnum(name.charAt(0))
                && name.chars().allMatch(c -> Ascii.isAlnum(c) || c == '.' || c == '-' || c == '_');
    }

    private VmParameters complete(VmParameters parameters) {
        List<Nic> nics = new ArrayList<>();
        for (int i = 0; i < parameters.nics().size(); i++) {
            Nic nic = parameters.nics().get(i);
            boolean locked = nic.switchName()
                    .flatMap(switches)
                    .filter(SwitchDefinition::locked)
                    .isPresent();
            nic = locked ? nic.asLocked() : nic;
            nics.add(nic.lladdr().isPresent() ? nic : nic.withLladdr(Optional.of(randomLladdr(i))));
        }
        long memory = parameters.memory() == 0 ? VmParameters.DEFAULT_MEMORY : parameters.memory();
        return parameters.toBuilder()
                .inheritedMemory(memory)
                .inheritedNics(nics)
                .build();
    }

    private Lladdr randomLladdr(int index) {
        long marker = 0xd0 | ((index + 1) & 0xf);
        return new Lladdr(LLADDR_PREFIX | (marker << 16) | random.nextInt(1 << 16));
    }
}
