package io.vmm4j.vmconf;

import io.vmm4j.BootDevice;
import io.vmm4j.MemorySize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Collects what a {@link VmDefinition} says. Not thread safe. */
public final class VmDefinitionBuilder {

    private final String name;
    private Optional<String> parent = Optional.empty();
    private boolean disabled = true;
    private Optional<MemorySize> memory = Optional.empty();
    private final List<DiskDefinition> disks = new ArrayList<>();
    private final List<InterfaceDefinition> interfaces = new ArrayList<>();
    private OptionalInt interfaceCount = OptionalInt.empty();
    private Optional<String> kernel = Optional.empty();
    private Optional<BootDevice> bootDevice = Optional.empty();
    private Optional<String> cdrom = Optional.empty();
    private Optional<Owner> owner = Optional.empty();
    private InstanceRights instanceRights = InstanceRights.NONE;
    private MemoryEncryption encryption = MemoryEncryption.NONE;
    private final List<String> rawOptions = new ArrayList<>();

    VmDefinitionBuilder(String name) {
        this.name = name;
    }

    VmDefinitionBuilder(VmDefinition from) {
        name = from.name();
        parent = from.parent();
        disabled = from.disabled();
        memory = from.memory();
        disks.addAll(from.disks());
        interfaces.addAll(from.interfaces());
        interfaceCount = from.interfaceCount();
        kernel = from.kernel();
        bootDevice = from.bootDevice();
        cdrom = from.cdrom();
        owner = from.owner();
        instanceRights = from.instanceRights();
        encryption = from.encryption();
        rawOptions.addAll(from.rawOptions());
    }

    /** An instance of this VM, which must be defined before it. */
    public VmDefinitionBuilder instanceOf(String parentName) {
        parent = Optional.of(parentName);
        return this;
    }

    /** Started with vmd(8), and by every reload that finds it stopped. */
    public VmDefinitionBuilder autostart() {
        disabled = false;
        return this;
    }

    /** Started only when somebody starts it. */
    public VmDefinitionBuilder disabled() {
        disabled = true;
        return this;
    }

    /** How much memory. */
    public VmDefinitionBuilder memory(MemorySize size) {
        memory = Optional.of(size);
        return this;
    }

    /** The memory of the parent, or 512 MiB. */
    public VmDefinitionBuilder defaultMemory() {
        memory = Optional.empty();
        return this;
    }

    /** One disk more. */
    public VmDefinitionBuilder disk(DiskDefinition disk) {
        disks.add(disk);
        return this;
    }

    /** These disks instead. */
    public VmDefinitionBuilder disks(List<DiskDefinition> all) {
        disks.clear();
        disks.addAll(all);
        return this;
    }

    /** One network interface more. */
    public VmDefinitionBuilder networkInterface(InterfaceDefinition networkInterface) {
        interfaces.add(networkInterface);
        return this;
    }

    /** These network interfaces instead. */
    public VmDefinitionBuilder interfaces(List<InterfaceDefinition> all) {
        interfaces.clear();
        interfaces.addAll(all);
        return this;
    }

    /** At least so many network interfaces, 0 to 4. */
    public VmDefinitionBuilder interfaceCount(int count) {
        interfaceCount = OptionalInt.of(count);
        return this;
    }

    /** The kernel that vmd(8) loads itself. */
    public VmDefinitionBuilder kernel(String path) {
        kernel = Optional.of(path);
        return this;
    }

    /** No kernel: the BIOS boots. */
    public VmDefinitionBuilder withoutKernel() {
        kernel = Optional.empty();
        return this;
    }

    /** From where it boots. */
    public VmDefinitionBuilder bootDevice(BootDevice device) {
        bootDevice = Optional.of(device);
        return this;
    }

    /** It boots from where the BIOS likes to. */
    public VmDefinitionBuilder withoutBootDevice() {
        bootDevice = Optional.empty();
        return this;
    }

    /** The ISO image in its cdrom drive. */
    public VmDefinitionBuilder cdrom(String path) {
        cdrom = Optional.of(path);
        return this;
    }

    /** No cdrom drive. */
    public VmDefinitionBuilder withoutCdrom() {
        cdrom = Optional.empty();
        return this;
    }

    /** Who may start, stop and pause it besides root. */
    public VmDefinitionBuilder owner(Owner who) {
        owner = Optional.of(who);
        return this;
    }

    /** Root only. */
    public VmDefinitionBuilder withoutOwner() {
        owner = Optional.empty();
        return this;
    }

    /** Who may make instances of it. */
    public VmDefinitionBuilder instanceRights(InstanceRights rights) {
        instanceRights = rights;
        return this;
    }

    /** Whether its memory is encrypted. */
    public VmDefinitionBuilder encryption(MemoryEncryption how) {
        encryption = how;
        return this;
    }

    /** An option that this release of the SDK does not know, written as it stands, on a line of its own. */
    public VmDefinitionBuilder rawOption(String line) {
        rawOptions.add(line);
        return this;
    }

    /** The VM. */
    public VmDefinition build() {
        return new VmDefinition(
                name,
                parent,
                disabled,
                memory,
                disks,
                interfaces,
                interfaceCount,
                kernel,
                bootDevice,
                cdrom,
                owner,
                instanceRights,
                encryption,
                rawOptions);
    }
}
