package io.vmm4j.testkit.internal.vmd.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a VM is made of, as a block of vm.conf(5) or a request of vmctl(8) says it. Immutable.
 *
 * @param name may be empty in a request that names a VM by its id
 * @param id the id in a request, 0 for none
 * @param template the VM of which this is an instance
 * @param memory in bytes, 0 if nothing was said
 * @param disks at most four
 * @param nics at most four
 * @param kernel the kernel or BIOS image that the client has opened, for one boot
 * @param cdrom an ISO image
 * @param bootDevice the explicit boot device
 * @param owner who may use the VM
 * @param instances who may make instances of it
 * @param parts which kinds of settings were made
 */
public record VmParameters(
        String name,
        long id,
        Optional<String> template,
        long memory,
        List<Disk> disks,
        List<Nic> nics,
        Optional<String> kernel,
        Optional<String> cdrom,
        Optional<BootDevice> bootDevice,
        Owner owner,
        InstancePermissions instances,
        Set<Part> parts) {

    /** The most disks a VM may have. */
    public static final int MAX_DISKS = 4;

    /** The most network interfaces a VM may have. */
    public static final int MAX_NICS = 4;

    /** The shortest name that is too long. */
    public static final int NAME_LIMIT = 64;

    /** The memory of a VM that says nothing about it. */
    public static final long DEFAULT_MEMORY = 512L << 20;

    /** The most memory a VM may have. */
    public static final long MAX_MEMORY = 128L << 30;

    public VmParameters {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
        parts = Set.copyOf(parts);
    }

    /** Starts with a name and nothing else. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** The same parameters, to be changed. */
    public Builder toBuilder() {
        Builder builder = new Builder(name);
        builder.id = id;
        builder.template = template;
        builder.memory = memory;
        builder.disks.addAll(disks);
        builder.nics.addAll(nics);
        builder.kernel = kernel;
        builder.cdrom = cdrom;
        builder.bootDevice = bootDevice;
        builder.owner = owner;
        builder.instances = instances;
        builder.parts.addAll(parts);
        return builder;
    }

    /** Collects parameters. */
    public static final class Builder {

        private final String name;
        private long id;
        private Optional<String> template = Optional.empty();
        private long memory;
        private final List<Disk> disks = new ArrayList<>();
        private final List<Nic> nics = new ArrayList<>();
        private Optional<String> kernel = Optional.empty();
        private Optional<String> cdrom = Optional.empty();
        private Optional<BootDevice> bootDevice = Optional.empty();
        private Owner owner = Owner.ROOT;
        private InstancePermissions instances = InstancePermissions.DEFAULT;
        private final Set<Part> parts = EnumSet.noneOf(Part.class);

        private Builder(String name) {
            this.name = name;
        }

        /** Names the VM by its id. */
        public Builder id(long number) {
            id = number;
            return this;
        }

        /** Makes it an instance. */
        public Builder template(String parent) {
            template = Optional.of(parent);
            parts.add(Part.INSTANCE);
            return this;
        }

        /** Makes it a VM of its own. */
        public Builder noInstance() {
            parts.remove(Part.INSTANCE);
            return this;
        }

        /** Sets the memory, which counts as a setting. */
        public Builder memory(long bytes) {
            parts.add(Part.MEMORY);
            return inheritedMemory(bytes);
        }

        /** Sets the memory, which does not count as a setting. */
        public Builder inheritedMemory(long bytes) {
            memory = bytes;
            return this;
        }

        /** Adds a disk. */
        public Builder disk(Disk disk) {
            parts.add(Part.DISK);
            disks.add(disk);
            return this;
        }

        /** Adds a network interface. */
        public Builder nic(Nic nic) {
            parts.add(Part.NETWORK);
            nics.add(nic);
            return this;
        }

        /** Replaces the network interfaces, which does not count as a setting. */
        public Builder inheritedNics(List<Nic> all) {
            nics.clear();
            nics.addAll(all);
            return this;
        }

        /** Hands over an open kernel. */
        public Builder kernel(String path) {
            parts.add(Part.KERNEL);
            kernel = Optional.of(path);
            return this;
        }

        /** Adds one kind of settings to those that were made. */
        public Builder part(Part part) {
            parts.add(part);
            return this;
        }

        /** Sets the ISO image. */
        public Builder cdrom(String path) {
            parts.add(Part.CDROM);
            return inheritedCdrom(Optional.of(path));
        }

        /** Sets the ISO image, which does not count as a setting. */
        public Builder inheritedCdrom(Optional<String> path) {
            cdrom = path;
            return this;
        }

        /** Sets the boot device. */
        public Builder bootDevice(BootDevice device) {
            bootDevice = Optional.of(device);
            return this;
        }

        /** Sets the owner. */
        public Builder owner(Owner who) {
            owner = who;
            return this;
        }

        /** Says who may make instances. */
        public Builder instances(InstancePermissions permissions) {
            instances = permissions;
            return this;
        }

        /** The parameters. */
        public VmParameters build() {
            return new VmParameters(
                    name, id, template, memory, disks, nics, kernel, cdrom, bootDevice, owner, instances, parts);
        }
    }
}
