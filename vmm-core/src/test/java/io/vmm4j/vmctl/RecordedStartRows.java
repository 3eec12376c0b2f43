package io.vmm4j.vmctl;

import static io.vmm4j.vmctl.Row.fails;
import static io.vmm4j.vmctl.Row.gives;

import io.vmm4j.BootDevice;
import io.vmm4j.DiskImage;
import io.vmm4j.HostPath;
import io.vmm4j.NetworkMode;
import io.vmm4j.VmId;
import io.vmm4j.VmName;
import io.vmm4j.VmRef;
import io.vmm4j.VmSpec;
import io.vmm4j.exec.Query;
import java.util.List;
import java.util.stream.Stream;

final class RecordedStartRows {

    private RecordedStartRows() {}

    static Stream<Row> rows() {
        return Stream.of(
                gives("vmctl-start-ok", root(name("web-1")), started(1, "ttyp0")),
                gives("vmctl-start-by-id", root(VmId.of(2)), started(2, "ttyp0")),
                gives("vmctl-start-as-owner", user(name("al")), started(1, "ttyp0")),
                gives("vmctl-start-as-group", user(name("grpvm")), started(2, "ttyp1")),
                gives("vmctl-start-waiting", root(name("s3")), started(3, "ttyp1")),
                gives("vmctl-start-kernel-only", adHoc("nodisk"), started(2, "ttyp0"))
                        .otherwise(),
                gives("guest-bnet-start", netboot(), started(3, "ttyp0")).otherwise(),
                fails("vmctl-start-running", root(name("web-1")), VmctlFailure.ALREADY_RUNNING),
                fails("vmctl-start-undefined", root(name("nosuch")), VmctlFailure.VM_UNKNOWN_OR_DISK_UNAVAILABLE),
                fails("vmctl-start-undefined-id", root(VmId.of(77)), VmctlFailure.VM_UNKNOWN_OR_DISK_UNAVAILABLE),
                fails("vmctl-start-too-quickly", root(name("web-1")), VmctlFailure.RESTARTED_TOO_QUICKLY),
                fails("vmctl-start-not-owner", user(name("rootvm")), VmctlFailure.START_NOT_PERMITTED),
                fails("vmctl-start-adhoc-not-root", adHoc("adhoc"), VmctlFailure.START_NOT_PERMITTED)
                        .otherwise(),
                adHocFails("bad-bootdevice", VmctlFailure.UNKNOWN_BOOT_DEVICE),
                adHocFails("bad-count", VmctlFailure.INVALID_INTERFACE_COUNT),
                adHocFails("bad-name", VmctlFailure.INVALID_NAME),
                adHocFails("defined-with-options", VmctlFailure.NOTHING_TO_BOOT),
                adHocFails("disk-locked", VmctlFailure.DISK_UNAVAILABLE),
                adHocFails("disk-missing", VmctlFailure.DISK_NOT_FOUND),
                adHocFails("dup-boot", VmctlFailure.REPEATED_OPTION),
                adHocFails("dup-memory", VmctlFailure.REPEATED_OPTION),
                adHocFails("iso-missing", VmctlFailure.ISO_NOT_FOUND),
                adHocFails("kernel-dir", VmctlFailure.KERNEL_NOT_REGULAR),
                adHocFails("kernel-missing", VmctlFailure.KERNEL_NOT_FOUND),
                adHocFails("name-too-long", VmctlFailure.NAME_TOO_LONG),
                adHocFails("no-firmware", VmctlFailure.FIRMWARE_MISSING),
                adHocFails("no-free-tap", VmctlFailure.NO_FREE_TAP),
                adHocFails("nothing", VmctlFailure.NOTHING_TO_BOOT),
                adHocFails("options-after", VmctlFailure.USAGE),
                adHocFails("template", VmctlFailure.FIRMWARE_MISSING),
                adHocFails("template-as-user", VmctlFailure.START_NOT_PERMITTED),
                adHocFails("template-shared-disk", VmctlFailure.DISK_UNAVAILABLE),
                adHocFails("template-unknown", VmctlFailure.UNKNOWN_TEMPLATE),
                adHocFails("too-many-disks", VmctlFailure.TOO_MANY_DISKS),
                adHocFails("too-many-nics", VmctlFailure.TOO_MANY_INTERFACES));
    }

    /** Recorded with options that the SDK does not write so, or could not. */
    private static Row adHocFails(String name, VmctlFailure failure) {
        return fails("vmctl-start-" + name, adHoc("x1"), failure).otherwise();
    }

    private static VmName name(String text) {
        return VmName.of(text);
    }

    private static StartedVm started(long id, String tty) {
        return new StartedVm(VmId.of(id), HostPath.of("/dev/" + tty), List.of());
    }

    private static Query<StartedVm> root(VmRef vm) {
        return Vmctl.asRoot().start(StartRequest.defined(vm));
    }

    private static Query<StartedVm> user(VmRef vm) {
        return Vmctl.asUser().start(StartRequest.defined(vm));
    }

    private static Query<StartedVm> adHoc(String name) {
        VmSpec spec = VmSpec.builder(name)
                .memory("32M")
                .kernel(HostPath.of("/root/guest.elf"))
                .disk(DiskImage.raw("/vm/d7.raw"))
                .build();
        return Vmctl.asRoot().start(StartRequest.adHoc(spec));
    }

    private static Query<StartedVm> netboot() {
        VmSpec spec = VmSpec.builder("web-1")
                .memory("256M")
                .kernel(HostPath.of("/root/bsd.rd"))
                .bootDevice(BootDevice.NET)
                .network(NetworkMode.local())
                .disk(DiskImage.qcow2("/root/inst.qcow2"))
                .disk(DiskImage.qcow2("/root/t.qcow2"))
                .build();
        return Vmctl.asRoot().start(StartRequest.adHoc(spec));
    }
}
