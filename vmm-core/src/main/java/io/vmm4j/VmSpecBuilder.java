package io.vmm4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Collects what a {@link VmSpec} is made of. Not thread safe; can be built from more than once.
 *
 * <p>Defaults: 512 MiB of memory, no disk, no cdrom, no kernel, no network, booted as the BIOS decides.
 */
public final class VmSpecBuilder {

    VmName name;
    MemorySize memory = MemorySize.DEFAULT;
    final List<DiskSpec> disks = new ArrayList<>();
    Optional<HostPath> cdrom = Optional.empty();
    Optional<HostPath> kernel = Optional.empty();
    Optional<BootDevice> bootDevice = Optional.empty();
    final List<NetworkMode> networks = new ArrayList<>();

    VmSpecBuilder(VmName name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    VmSpecBuilder(VmSpec spec) {
        name = spec.name();
        memory = spec.memory();
        disks.addAll(spec.disks());
        cdrom = spec.cdrom();
        kernel = spec.kernel();
        bootDevice = spec.bootDevice();
        networks.addAll(spec.networks());
    }

    /** Another name. */
    public VmSpecBuilder name(VmName other) {
        name = Objects.requireNonNull(other, "name");
        return this;
    }

    /** How much memory the guest has. */
    public VmSpecBuilder memory(MemorySize size) {
        memory = Objects.requireNonNull(size, "memory");
        return this;
    }

    /** How much memory the guest has: {@code 1G}. */
    public VmSpecBuilder memory(String size) {
        return memory(MemorySize.of(size));
    }

    /** One more disk, after those there are. */
    public VmSpecBuilder disk(DiskSpec disk) {
        disks.add(Objects.requireNonNull(disk, "disk"));
        return this;
    }

    /** One more disk, with an image that exists. */
    public VmSpecBuilder disk(DiskImage image) {
        return disk(DiskSpec.existing(image));
    }

    /** These disks instead of those there are. */
    public VmSpecBuilder disks(List<? extends DiskSpec> all) {
        List<DiskSpec> copy = List.copyOf(all);
        disks.clear();
        disks.addAll(copy);
        return this;
    }

    /** The ISO image in the cdrom drive. */
    public VmSpecBuilder cdrom(HostPath iso) {
        cdrom = Optional.of(iso);
        return this;
    }

    /** No cdrom. */
    public VmSpecBuilder noCdrom() {
        cdrom = Optional.empty();
        return this;
    }

    /** A kernel that vmd(8) loads itself, gzip-compressed or not: {@code bsd}, {@code bsd.rd}. */
    public VmSpecBuilder kernel(HostPath image) {
        kernel = Optional.of(image);
        return this;
    }

    /** No kernel: the BIOS boots. */
    public VmSpecBuilder noKernel() {
        kernel = Optional.empty();
        return this;
    }

    /** From where to boot. */
    public VmSpecBuilder bootDevice(BootDevice device) {
        bootDevice = Optional.of(device);
        return this;
    }

    /** Booted as the BIOS or the kernel decides. */
    public VmSpecBuilder defaultBootDevice() {
        bootDevice = Optional.empty();
        return this;
    }

    /** One more network interface, after those there are. */
    public VmSpecBuilder network(NetworkMode mode) {
        networks.add(Objects.requireNonNull(mode, "network"));
        return this;
    }

    /** These network interfaces instead of those there are. */
    public VmSpecBuilder networks(List<? extends NetworkMode> all) {
        List<NetworkMode> copy = List.copyOf(all);
        networks.clear();
        networks.addAll(copy);
        return this;
    }

    /**
     * The VM.
     *
     * @throws InvalidValueException if vmctl(8) or vmd(8) would refuse it whatever the host, or it could not work
     */
    public VmSpec build() {
        return new VmSpec(this);
    }
}
