package io.vmm4j.host.internal.disk;

import io.vmm4j.DiskFormat;
import io.vmm4j.DiskImage;
import io.vmm4j.HostPath;
import io.vmm4j.disk.Backing;
import io.vmm4j.disk.ClusterCounts;
import io.vmm4j.disk.DiskError;
import io.vmm4j.disk.DiskException;
import io.vmm4j.disk.HostDisk;
import io.vmm4j.disk.Qcow2Compression;
import io.vmm4j.disk.Qcow2Encryption;
import io.vmm4j.disk.Qcow2Features;
import io.vmm4j.disk.Qcow2Image;
import io.vmm4j.disk.VmdUse;
import io.vmm4j.error.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What images are made from: whether vmctl(8) and vmd(8) can use it, and how much it holds. */
final class Origins {

    /** Header and tables of an empty image. */
    static final long EMPTY = 1L << 20;

    private static final int CLUSTER = 1 << 16;

    private Origins() {}

    /** Refuses what vmctl(8) would fail on, or copy wrongly. */
    static void requireCopyable(String target, HostDisk source) {
        require(DiskError.SOURCE_UNUSABLE, "source", target, source.image().path(), source.usableByVmd());
    }

    /** Refuses a base if vmd(8) could not use what vmctl(8) derives from it. */
    static void requireDerivable(String target, HostPath clone, HostDisk base) {
        Qcow2Image below = base.qcow2().orElseThrow();
        Qcow2Image derived = new Qcow2Image(
                clone.value(),
                EMPTY,
                3,
                below.virtualSize(),
                CLUSTER,
                16,
                Long.MAX_VALUE,
                Qcow2Encryption.NONE,
                Qcow2Compression.ZLIB,
                new Qcow2Features(0, 0, 0),
                0,
                Optional.empty(),
                Optional.of(new Backing(base.image().path().value(), Optional.empty(), Optional.of(below))),
                Optional.of(new ClusterCounts(0, 0, 0, 0)));
        require(DiskError.BASE_UNUSABLE, "base", target, base.image().path(), derived.usableByVmd());
    }

    private static void require(DiskError code, String what, String target, HostPath path, VmdUse use) {
        if (!use.possible()) {
            String reasons = use.obstacles().stream().map(Problem::message).collect(Collectors.joining(" "));
            throw new DiskException(
                    Problem.of(code).with(what, path).with("target", target).with("reason", reasons));
        }
    }

    /** The most that a copy can take: no more than all files of the chain hold, nor than the whole disk. */
    static long mostOf(HostDisk source, long allocated) {
        long held = allocated;
        Optional<Qcow2Image> image = source.qcow2();
        if (image.isPresent()) {
            held = 0;
        }
        while (image.isPresent()) {
            Qcow2Image seen = image.get();
            held += seen.clusters().map(ClusterCounts::data).orElse(0L) * (long) Math.max(seen.clusterSize(), CLUSTER);
            image = seen.backing().flatMap(Backing::image);
        }
        long data = Math.min(held, source.virtualSize());
        return data + data / 1000 + EMPTY;
    }

    /** The format of a base is always qcow2. */
    static DiskImage base(HostPath path) {
        return new DiskImage(path, DiskFormat.QCOW2);
    }

    static String inWords(List<?> users) {
        return users.stream().map(Object::toString).collect(Collectors.joining("; "));
    }
}
