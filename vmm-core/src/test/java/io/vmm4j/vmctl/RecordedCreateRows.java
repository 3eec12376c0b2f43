package io.vmm4j.vmctl;

import static io.vmm4j.vmctl.Row.fails;
import static io.vmm4j.vmctl.Row.gives;

import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.exec.Query;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

final class RecordedCreateRows {

    private RecordedCreateRows() {}

    static Stream<Row> rows() {
        return Stream.of(
                gives("vmctl-create-raw", blank("raw:/vm/a.raw"), made("raw:/vm/a.raw")),
                gives("vmctl-create-qcow2", blank("qcow2:/vm/a.q"), made("qcow2:/vm/a.q")),
                gives(
                                "vmctl-create-rounded",
                                blank("raw:/vm/r.raw"),
                                made("raw:/vm/r.raw", "vmctl: disk size rounded to 4.5G"))
                        .otherwise(),
                gives("vmctl-create-base", derived("/vm/a.q", "qcow2:/vm/d.q"), made("qcow2:/vm/d.q")),
                gives(
                                "guest-create-derived",
                                derived("/root/inst0.qcow2", "qcow2:/root/inst.qcow2"),
                                made("qcow2:/root/inst.qcow2"))
                        .otherwise(),
                gives("vmctl-create-import-qcow2", copy("raw:/vm/a.raw", "qcow2:/vm/e.q"), made("qcow2:/vm/e.q"))
                        .otherwise(),
                gives("vmctl-create-import-raw", copy("qcow2:/vm/e.q", "raw:/vm/e.raw"), made("raw:/vm/e.raw"))
                        .otherwise(),
                fails("vmctl-create-exists", blank("qcow2:/vm/a.q"), VmctlFailure.DISK_EXISTS),
                fails("vmctl-create-nodir", blank("raw:/vm/nodir/c.raw"), VmctlFailure.DISK_DIRECTORY_MISSING)
                        .otherwise(),
                fails("vmctl-create-badsize", blank("raw:/vm/c.raw"), VmctlFailure.INVALID_DISK_SIZE)
                        .otherwise(),
                fails("vmctl-create-toosmall", blank("raw:/vm/c.raw"), VmctlFailure.DISK_TOO_SMALL)
                        .otherwise(),
                fails("vmctl-create-nosize", blank("raw:/vm/c.raw"), VmctlFailure.DISK_SIZE_MISSING)
                        .otherwise(),
                fails("vmctl-create-options-after", blank("raw:/vm/old.raw"), VmctlFailure.USAGE)
                        .otherwise(),
                fails("vmctl-create-toomany", blank("raw:/vm/x1"), VmctlFailure.USAGE)
                        .otherwise(),
                fails("vmctl-create-b-and-i", derived("/vm/a.q", "qcow2:/vm/d8.q"), VmctlFailure.SOURCES_CONFLICT)
                        .otherwise(),
                fails("vmctl-create-base-raw", derived("/vm/a.q", "qcow2:/vm/d4.raw"), VmctlFailure.BASE_NEEDS_QCOW2)
                        .otherwise(),
                fails("vmctl-create-base-missing", derived("/vm/nope", "qcow2:/vm/d6.q"), VmctlFailure.BASE_UNREADABLE),
                fails(
                        "vmctl-create-base-notqcow2",
                        derived("/vm/a.raw", "qcow2:/vm/d5.q"),
                        VmctlFailure.BASE_NOT_QCOW2),
                fails(
                                "vmctl-create-base-sizemismatch",
                                derived("/vm/a.q", "qcow2:/vm/d3.q"),
                                VmctlFailure.BASE_SIZE_DIFFERS)
                        .otherwise(),
                importFails("exists", "raw:/vm/a.raw", "raw:/vm/e.raw", VmctlFailure.DESTINATION_NOT_CREATED),
                importFails("missing", "raw:/vm/nope", "raw:/vm/e5.raw", VmctlFailure.SOURCE_NOT_OPENED),
                importFails("smaller", "raw:/vm/a.raw", "raw:/vm/e4.raw", VmctlFailure.SOURCE_LARGER),
                importFails(
                        "compressed", "qcow2:/vm/i/comp.qcow2", "raw:/vm/o/comp.raw", VmctlFailure.SOURCE_COMPRESSED),
                importFails(
                        "refcount",
                        "qcow2:/vm/i/rc1.qcow2",
                        "raw:/vm/o/rc1.raw",
                        VmctlFailure.SOURCE_REFCOUNT_UNSUPPORTED),
                importFails(
                        "unsupported-features",
                        "qcow2:/vm/i/extl2.qcow2",
                        "raw:/vm/o/extl2.raw",
                        VmctlFailure.SOURCE_FEATURES_UNSUPPORTED),
                importFails(
                        "zstd",
                        "qcow2:/vm/i/zstd.qcow2",
                        "raw:/vm/o/zstd.raw",
                        VmctlFailure.SOURCE_FEATURES_UNSUPPORTED));
    }

    /** Recorded without a format before the source, which the SDK always writes. */
    private static Row importFails(String name, String source, String image, VmctlFailure failure) {
        return fails("vmctl-create-import-" + name, copy(source, image), failure)
                .otherwise();
    }

    private static CreatedDisk made(String image, String... warnings) {
        return new CreatedDisk(DiskImage.of(image), List.of(warnings));
    }

    private static Query<CreatedDisk> blank(String image) {
        return create(DiskSpec.blank(DiskImage.of(image), DiskSize.of("10M")));
    }

    private static Query<CreatedDisk> derived(String base, String image) {
        return create(DiskSpec.derivedFrom(HostPath.of(base), DiskImage.of(image)));
    }

    private static Query<CreatedDisk> copy(String source, String image) {
        return create(DiskSpec.copyOf(DiskImage.of(source), DiskImage.of(image)));
    }

    private static Query<CreatedDisk> create(DiskSpec.New disk) {
        return Vmctl.asUser().create(disk, Duration.ofMinutes(1));
    }
}
