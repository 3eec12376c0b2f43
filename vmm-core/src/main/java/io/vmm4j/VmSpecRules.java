package io.vmm4j;

import io.vmm4j.error.Problem;
import java.util.HashSet;
import java.util.Set;

/** What vmctl(8) start asks of a VM, as far as no host is needed to tell. */
final class VmSpecRules {

    private VmSpecRules() {}

    static void check(VmSpec spec) {
        checkDisks(spec);
        if (spec.networks().size() > VmSpec.MAX_NETWORKS) {
            throw tooMany(
                    ValueError.SPEC_TOO_MANY_NETWORKS, spec, spec.networks().size(), VmSpec.MAX_NETWORKS);
        }
        if (spec.kernel().isEmpty() && spec.disks().isEmpty() && spec.cdrom().isEmpty()) {
            throw broken(ValueError.SPEC_NOTHING_TO_BOOT, spec);
        }
        spec.bootDevice().ifPresent(device -> checkBoot(spec, device));
    }

    private static void checkDisks(VmSpec spec) {
        if (spec.disks().size() > VmSpec.MAX_DISKS) {
            throw tooMany(ValueError.SPEC_TOO_MANY_DISKS, spec, spec.disks().size(), VmSpec.MAX_DISKS);
        }
        Set<HostPath> images = new HashSet<>();
        for (DiskSpec disk : spec.disks()) {
            HostPath path = disk.image().path();
            if (!images.add(path)) {
                throw InvalidValueException.of(ValueError.SPEC_DISK_TWICE, "disk", path.value());
            }
        }
        for (DiskSpec disk : spec.disks()) {
            if (disk instanceof DiskSpec.Derived derived && images.contains(derived.base())) {
                throw InvalidValueException.of(
                        ValueError.SPEC_BASE_IS_DISK, "base", derived.base().value());
            }
        }
    }

    private static void checkBoot(VmSpec spec, BootDevice device) {
        if (device == BootDevice.NET) {
            if (spec.kernel().isEmpty()) {
                throw broken(ValueError.SPEC_NET_BOOT_WITHOUT_KERNEL, spec);
            }
            if (spec.networks().isEmpty()) {
                throw broken(ValueError.SPEC_NET_BOOT_WITHOUT_NETWORK, spec);
            }
            return;
        }
        if (spec.kernel().isPresent()) {
            throw broken(ValueError.SPEC_BOOT_DEVICE_WITH_KERNEL, spec, device);
        }
        boolean there = device == BootDevice.DISK
                ? !spec.disks().isEmpty()
                : spec.cdrom().isPresent();
        if (!there) {
            throw broken(ValueError.SPEC_BOOT_DEVICE_MISSING, spec, device);
        }
    }

    private static InvalidValueException broken(ValueError rule, VmSpec spec) {
        return new InvalidValueException(problem(rule, spec));
    }

    private static InvalidValueException broken(ValueError rule, VmSpec spec, BootDevice device) {
        return new InvalidValueException(problem(rule, spec).with("device", device));
    }

    private static InvalidValueException tooMany(ValueError rule, VmSpec spec, int count, int limit) {
        return new InvalidValueException(
                problem(rule, spec).with("count", count).with("limit", limit));
    }

    private static Problem problem(ValueError rule, VmSpec spec) {
        return InvalidValueException.problem(rule, "VM", spec.name().value());
    }
}
