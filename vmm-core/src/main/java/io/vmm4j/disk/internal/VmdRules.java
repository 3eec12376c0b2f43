package io.vmm4j.disk.internal;

import io.vmm4j.disk.Backing;
import io.vmm4j.disk.ClusterCounts;
import io.vmm4j.disk.Qcow2Encryption;
import io.vmm4j.disk.Qcow2Feature;
import io.vmm4j.disk.Qcow2Image;
import io.vmm4j.disk.VmdObstacle;
import io.vmm4j.error.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What vmd(8) demands of an image, by its vioqcow2.c. */
public final class VmdRules {

    /** The image and three bases: VM_MAX_BASE_PER_DISK. */
    private static final int MAX_CHAIN = 4;

    /** PATH_MAX is 1024 and vmd(8) wants two bytes more than the name. */
    private static final int MAX_BACKING_NAME = 1022;

    private static final int REFCOUNT_BITS = 16;

    private final List<Problem> obstacles = new ArrayList<>();

    private VmdRules() {}

    /** Every reason why vmd(8) cannot use an image, those of its bases after its own. */
    public static List<Problem> obstacles(Qcow2Image image) {
        VmdRules rules = new VmdRules();
        int length = 0;
        Optional<Qcow2Image> next = Optional.of(image);
        while (next.isPresent()) {
            length++;
            rules.checkImage(next.get());
            Qcow2Image seen = next.get();
            seen.backing().ifPresent(backing -> rules.checkBacking(seen, backing));
            next = next.get().backing().flatMap(Backing::image);
        }
        if (length > MAX_CHAIN) {
            rules.add(problem(VmdObstacle.BACKING_CHAIN_TOO_LONG, image)
                    .with("count", length)
                    .with("limit", MAX_CHAIN));
        }
        return rules.obstacles;
    }

    private void checkImage(Qcow2Image image) {
        if (image.version() < 3) {
            add(problem(VmdObstacle.VERSION_2, image));
        }
        List<String> features = image.features().incompatibleBeside(Qcow2Feature.DIRTY, Qcow2Feature.CORRUPT);
        if (!features.isEmpty()) {
            add(problem(VmdObstacle.FEATURES, image).with("features", String.join(", ", features)));
        }
        if (image.refcountBits() != REFCOUNT_BITS) {
            add(problem(VmdObstacle.REFCOUNT_BITS, image).with("bits", image.refcountBits()));
        }
        if (image.encryption() != Qcow2Encryption.NONE) {
            add(problem(VmdObstacle.ENCRYPTED, image).with("method", image.encryption()));
        }
        if (image.features().has(Qcow2Feature.CORRUPT)) {
            add(problem(VmdObstacle.MARKED_CORRUPT, image));
        }
        image.clusters().ifPresent(clusters -> checkClusters(image, clusters));
    }

    private void checkClusters(Qcow2Image image, ClusterCounts clusters) {
        if (clusters.compressed() > 0) {
            add(problem(VmdObstacle.COMPRESSED, image).with("count", clusters.compressed()));
        }
        if (clusters.zero() > 0) {
            add(problem(VmdObstacle.ZERO_CLUSTERS, image).with("count", clusters.zero()));
        }
        if (fullSize(image, clusters) > image.countableBytes()) {
            add(problem(VmdObstacle.REFCOUNT_TABLE_FULL, image));
        }
    }

    /** The size of the file when the guest has written to every cluster. */
    private static double fullSize(Qcow2Image image, ClusterCounts clusters) {
        double cluster = image.clusterSize();
        double missing = image.virtualSize() - cluster * (clusters.data() + clusters.compressed() + clusters.zero());
        double l2Tables = image.virtualSize() / (cluster / 8);
        double refcountBlocks = image.virtualSize() / (cluster * 8 / image.refcountBits());
        return image.fileSize() + Math.max(0, missing) + l2Tables + refcountBlocks;
    }

    private void checkBacking(Qcow2Image image, Backing backing) {
        int length = backing.name().getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_BACKING_NAME) {
            add(problem(VmdObstacle.BACKING_NAME_TOO_LONG, image)
                    .with("length", length)
                    .with("limit", MAX_BACKING_NAME));
        }
        if (!backing.format().orElse("qcow2").equals("qcow2")) {
            add(problem(VmdObstacle.BACKING_NOT_QCOW2, image).with("backing", backing.name()));
        } else if (backing.image().isEmpty()) {
            add(problem(VmdObstacle.BACKING_NOT_SEEN, image).with("backing", backing.name()));
        } else if (backing.image().get().clusterSize() != image.clusterSize()) {
            add(problem(VmdObstacle.BACKING_CLUSTER_SIZE, image).with("backing", backing.name()));
        }
    }

    private void add(Problem problem) {
        obstacles.add(problem);
    }

    private static Problem problem(VmdObstacle code, Qcow2Image image) {
        return Problem.of(code).with("path", image.path());
    }
}
