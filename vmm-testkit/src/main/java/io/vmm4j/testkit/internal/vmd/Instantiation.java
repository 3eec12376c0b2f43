package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.net.Lladdr;
import io.vmm4j.testkit.internal.vmd.config.Disk;
import io.vmm4j.testkit.internal.vmd.config.InstancePermissions;
import io.vmm4j.testkit.internal.vmd.config.Nic;
import io.vmm4j.testkit.internal.vmd.config.Owner;
import io.vmm4j.testkit.internal.vmd.config.Part;
import io.vmm4j.testkit.internal.vmd.config.VmParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes an instance of a template: what it inherits, what it may set, what it may not share. */
final class Instantiation {

    private final VmTable vms;
    private final Permissions permissions;
    private final DaemonLog log;

    Instantiation(VmTable vms, Permissions permissions, DaemonLog log) {
        this.vms = vms;
        this.permissions = permissions;
        this.log = log;
    }

    /** It may not be. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient ResultCode reason;

        private Refused(ResultCode reason) {
            super(reason.text(), null, false, false);
            this.reason = reason;
        }

        ResultCode reason() {
            return reason;
        }
    }

    VmParameters inherit(VmParameters asked, int uid) throws Refused {
        Vm template = vms.byName(asked.template().orElse("")).orElseThrow(() -> new Refused(ResultCode.PARENT_INVALID));
        VmParameters parent = template.parameters();
        InstancePermissions allowed = parent.instances();
        if (!permissions.owns(allowed.owner(), uid)) {
            throw refuse(Errno.ENAMETOOLONG, parent.name(), "no permission to create vm instance");
        }
        if (vms.byName(asked.name()).or(() -> vms.byId(asked.id())).isPresent()) {
            throw new Refused(ResultCode.EXISTS);
        }
        long memory = asked.memory() == 0 ? parent.memory() : asked.memory();
        requireAllowed(memory == parent.memory(), allowed, Part.MEMORY, uid, asked, "no permission to set memory");
        requireAllowed(asked.disks().isEmpty(), allowed, Part.DISK, uid, asked, "no permission to set disks");
        requireOwnDisks(asked, parent);
        boolean sameNics =
                asked.nics().isEmpty() || asked.nics().size() == parent.nics().size();
        requireAllowed(sameNics, allowed, Part.NETWORK, uid, asked, "no permission to set interfaces");
        List<Nic> nics = new ArrayList<>(asked.nics());
        nics.addAll(parent.nics()
                .subList(
                        Math.min(nics.size(), parent.nics().size()),
                        parent.nics().size()));
        requireOwnNics(nics, parent, asked.name());
        boolean noKernel = asked.kernel().isEmpty() && template.kernelPath().isEmpty();
        requireAllowed(noKernel, allowed, Part.KERNEL, uid, asked, "no permission to set boot image");
        requireAllowed(asked.cdrom().isEmpty(), allowed, Part.CDROM, uid, asked, "no permission to set cdrom");
        return asked.toBuilder()
                .inheritedMemory(memory)
                .inheritedNics(nics)
                .inheritedCdrom(asked.cdrom().or(parent::cdrom))
                .owner(owner(asked, parent, uid))
                .instances(allowed.allowed().contains(Part.INSTANCE) ? allowed : InstancePermissions.DEFAULT)
                .noInstance()
                .build();
    }

    private void requireAllowed(
            boolean unneeded, InstancePermissions allowed, Part part, int uid, VmParameters asked, String problem)
            throws Refused {
        if (!unneeded && !permissions.maySet(allowed, part, uid)) {
            throw refuse(Errno.EPERM, asked.name(), problem);
        }
    }

    private void requireOwnDisks(VmParameters asked, VmParameters parent) throws Refused {
        for (Disk disk : asked.disks()) {
            if (parent.disks().stream().anyMatch(other -> other.path().equals(disk.path()))) {
                throw refuse(Errno.EBUSY, asked.name(), "disk " + disk.path() + " cannot be reused");
            }
        }
    }

    /** An address of its own is refused wherever the template has an interface: vmd compares the wrong way round. */
    private void requireOwnNics(List<Nic> nics, VmParameters parent, String name) throws Refused {
        for (int i = 0; i < Math.min(nics.size(), parent.nics().size()); i++) {
            Optional<Lladdr> address = nics.get(i).lladdr();
            if (address.isPresent() && !address.equals(parent.nics().get(i).lladdr())) {
                throw refuse(Errno.EBUSY, name, "lladdr cannot be reused");
            }
        }
        for (Nic nic : nics) {
            if (nic.device().isPresent()
                    && parent.nics().stream().anyMatch(other -> other.device().equals(nic.device()))) {
                throw refuse(Errno.EBUSY, nic.device().get(), name + " cannot be reused");
            }
        }
    }

    private Owner owner(VmParameters asked, VmParameters parent, int uid) throws Refused {
        Owner own = asked.owner();
        if (own.uid() != 0 && own.uid() != uid && own.uid() != parent.owner().uid()) {
            throw refuse(Errno.EPERM, asked.name(), "user mismatch");
        }
        if (!own.gid().equals(parent.owner().gid())) {
            throw refuse(Errno.EPERM, asked.name(), "group mismatch");
        }
        return own.uid() == 0 ? parent.owner() : own;
    }

    private Refused refuse(Errno errno, String name, String problem) {
        log.log("vm \"" + name + "\" " + problem);
        return new Refused(ResultCode.of(errno));
    }
}
