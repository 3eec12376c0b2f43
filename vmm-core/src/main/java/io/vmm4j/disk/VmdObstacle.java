package io.vmm4j.disk;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/**
 * Why vmd(8) cannot use a qcow2 image. It reports few of these by itself: most end the process of the VM while it runs, and some hand
 * the guest wrong data.
 */
public enum VmdObstacle implements ErrorCode {
    VERSION_2(
            "{path} is of qcow2 version 2: vmd(8) takes what lies behind its shorter header for reference count sizes."),
    FEATURES("{path} needs features that vmd(8) does not have: {features}."),
    REFCOUNT_BITS("{path} counts references in {bits} bits: vmd(8) takes 16 only."),
    COMPRESSED("{path} has {count} compressed clusters: vmd(8) ends the VM at the first one it meets."),
    ZERO_CLUSTERS(
            "{path} has {count} clusters marked as zeros: vmd(8) does not know the mark and gives the guest the file's header."),
    ENCRYPTED("{path} is encrypted ({method}): vmd(8) would give the guest the encrypted data."),
    MARKED_CORRUPT("{path} is marked as corrupt: vmd(8) ignores the mark and would write to it."),
    REFCOUNT_TABLE_FULL(
            "{path} has a refcount table that cannot count the full disk: vmd(8) does not enlarge it and writes over what follows."),
    BACKING_NOT_SEEN("{path} is derived from {backing}, which was not looked at."),
    BACKING_NOT_QCOW2("{path} is derived from {backing}, which is no qcow2 image: vmd(8) takes no other."),
    BACKING_CLUSTER_SIZE("{path} and {backing} have clusters of different sizes: vmd(8) demands the same in a chain."),
    BACKING_CHAIN_TOO_LONG("{path} is a chain of {count} images: vmd(8) opens at most {limit}."),
    BACKING_NAME_TOO_LONG("{path} has a backing file name of {length} bytes: vmd(8) takes at most {limit}.");

    private final String message;

    VmdObstacle(String message) {
        this.message = message;
    }

    @Override
    public String id() {
        return "vmd-image-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public String hint() {
        return this == BACKING_NOT_SEEN
                ? "Look again, and allow the backing files that you trust."
                : "Convert the image with Qcow2.convert and give vmd(8) the result.";
    }
}
