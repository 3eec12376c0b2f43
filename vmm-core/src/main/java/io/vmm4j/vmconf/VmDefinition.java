package io.vmm4j.vmconf;

import io.vmm4j.BootDevice;
import io.vmm4j.HostPath;
import io.vmm4j.InvalidValueException;
import io.vmm4j.MemorySize;
import io.vmm4j.VmName;
import io.vmm4j.VmSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A VM as vm.conf(5) defines it: macros replaced, sizes read, everything else as written. Immutable.
 *
 * <p>It can be what {@code vmd -n} accepts and vmd(8) would not register: a name with blanks, no device at all, an unknown
 * switch. {@link VmConf#check} tells.
 *
 * @param name its name, as written
 * @param parent the VM it is an instance of
 * @param disabled whether it is not started with vmd(8), or by a reload
 * @param memory how much memory; empty leaves the parent's, or 512 MiB
 * @param disks its disks, in the order the guest sees them
 * @param interfaces its network interfaces, in the order the guest sees them
 * @param interfaceCount {@code interfaces}: how many it has at least; those without an option of their own are attached to
 *     nothing
 * @param kernel {@code boot}: the kernel that vmd(8) loads itself
 * @param bootDevice {@code boot device}: from where it boots
 * @param cdrom the ISO image in its cdrom drive
 * @param owner who may start, stop and pause it; empty for root only
 * @param instanceRights who may make instances of it
 * @param encryption whether its memory is encrypted
 * @param rawOptions options that this release of the SDK does not know, as written
 */
public record VmDefinition(
        String name,
        Optional<String> parent,
        boolean disabled,
        Optional<MemorySize> memory,
        List<DiskDefinition> disks,
        List<InterfaceDefinition> interfaces,
        OptionalInt interfaceCount,
        Optional<String> kernel,
        Optional<BootDevice> bootDevice,
        Optional<String> cdrom,
        Optional<Owner> owner,
        InstanceRights instanceRights,
        MemoryEncryption encryption,
        List<String> rawOptions) {

    public VmDefinition {
        disks = List.copyOf(disks);
        interfaces = List.copyOf(interfaces);
        rawOptions = List.copyOf(rawOptions);
    }

    /** A builder for a new VM, which is disabled unless {@link VmDefinitionBuilder#autostart()} says otherwise. */
    public static VmDefinitionBuilder builder(VmName name) {
        return new VmDefinitionBuilder(VmName.of(name.value()).value());
    }

    /** A builder for a VM of any name that is there already. */
    public static VmDefinitionBuilder builderOfObserved(String name) {
        return new VmDefinitionBuilder(name);
    }

    /**
     * What a specification says, disabled: with {@link VmConfChange.AddVm} the VM becomes permanent, and its interfaces get
     * Ethernet addresses of their own. What vmctl(8) has no word for, such as an owner, {@link #toBuilder()} adds. Images that the
     * specification wants made must be made by others.
     */
    public static VmDefinition of(VmSpec spec) {
        VmDefinitionBuilder builder = builder(spec.name()).memory(spec.memory());
        spec.disks().forEach(disk -> builder.disk(DiskDefinition.of(disk.image())));
        spec.networks().forEach(network -> builder.networkInterface(InterfaceDefinition.of(network)));
        spec.kernel().map(HostPath::value).ifPresent(builder::kernel);
        spec.cdrom().map(HostPath::value).ifPresent(builder::cdrom);
        spec.bootDevice().ifPresent(builder::bootDevice);
        return builder.build();
    }

    /** A builder that starts from this VM. */
    public VmDefinitionBuilder toBuilder() {
        return new VmDefinitionBuilder(this);
    }

    /** The name as a value; empty if vmd(8) could not register a VM of this name. */
    public Optional<VmName> vmName() {
        try {
            return Optional.of(VmName.observed(name));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }
}
