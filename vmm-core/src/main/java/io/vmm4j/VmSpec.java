package io.vmm4j;

import io.vmm4j.internal.VmSpecJson;
import java.util.List;
import java.util.Optional;

/**
 * A VM that is wanted: name, memory, disks, what to boot, networks. Immutable, and valid as far as that can be known
 * without the host. vmctl(8), vm.conf(5).
 *
 * <p>A guest has one virtual CPU; OpenBSD has no more to give up to 7.9.
 */
public final class VmSpec {

    /** How many disks a VM can have. */
    public static final int MAX_DISKS = 4;

    /** How many network interfaces a VM can have. */
    public static final int MAX_NETWORKS = 4;

    private final VmName name;
    private final MemorySize memory;
    private final List<DiskSpec> disks;
    private final Optional<HostPath> cdrom;
    private final Optional<HostPath> kernel;
    private final Optional<BootDevice> bootDevice;
    private final List<NetworkMode> networks;

    VmSpec(VmSpecBuilder builder) {
        // A name that was observed need not be one to give to a new VM.
        name = VmName.of(builder.name.value());
        memory = builder.memory;
        disks = List.copyOf(builder.disks);
        cdrom = builder.cdrom;
        kernel = builder.kernel;
        bootDevice = builder.bootDevice;
        networks = List.copyOf(builder.networks);
        VmSpecRules.check(this);
    }

    /** A builder for a VM of this name. */
    public static VmSpecBuilder builder(VmName name) {
        return new VmSpecBuilder(name);
    }

    /**
     * A builder for a VM of this name.
     *
     * @throws InvalidValueException if it is no name
     */
    public static VmSpecBuilder builder(String name) {
        return builder(VmName.of(name));
    }

    /**
     * Reads what {@link #toJson()} wrote, or a person did.
     *
     * @throws InvalidValueException if it is no JSON, has a field that is unknown, missing or twice, a value that breaks a
     *     rule, or a version that this release cannot read; the fact {@code argument} is the field, as {@code disks[0].size}
     */
    public static VmSpec fromJson(String json) {
        return VmSpecJson.read(json);
    }

    /** A builder that starts from this VM. */
    public VmSpecBuilder toBuilder() {
        return new VmSpecBuilder(this);
    }

    /** One JSON document, indented, fields in a fixed order, with a {@code version} of its form. */
    public String toJson() {
        return VmSpecJson.write(this);
    }

    /** What it is called. */
    public VmName name() {
        return name;
    }

    /** How much memory it has. */
    public MemorySize memory() {
        return memory;
    }

    /** Its disks, in the order the guest sees them. */
    public List<DiskSpec> disks() {
        return disks;
    }

    /** Those of its disks that must be made before it can start. */
    public List<DiskSpec.New> newDisks() {
        return disks.stream()
                .filter(DiskSpec.New.class::isInstance)
                .map(DiskSpec.New.class::cast)
                .toList();
    }

    /** The ISO image in its cdrom drive. */
    public Optional<HostPath> cdrom() {
        return cdrom;
    }

    /** The kernel that vmd(8) loads itself, for one boot, instead of the BIOS. */
    public Optional<HostPath> kernel() {
        return kernel;
    }

    /** From where it boots; empty leaves it to the BIOS or the kernel. */
    public Optional<BootDevice> bootDevice() {
        return bootDevice;
    }

    /** Its network interfaces, in the order the guest sees them. */
    public List<NetworkMode> networks() {
        return networks;
    }

    private List<Object> parts() {
        return List.of(name, memory, disks, cdrom, kernel, bootDevice, networks);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VmSpec spec && spec.parts().equals(parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "VmSpec[" + name + ", " + memory + ", disks " + disks + ", networks " + networks + "]";
    }
}
