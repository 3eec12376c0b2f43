package io.vmm4j.examples.cli;

/** Sizes for people. */
final class Sizes {

    private static final long MEGA = 1_000_000;

    private Sizes() {}

    /** In megabytes, as mirrors list them. */
    static String words(long bytes) {
        return bytes < MEGA ? bytes + " bytes" : bytes / MEGA + " MB";
    }
}
