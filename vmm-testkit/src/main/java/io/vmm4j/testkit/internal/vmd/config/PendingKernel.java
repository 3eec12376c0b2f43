package io.vmm4j.testkit.internal.vmd.config;

import java.util.Optional;

/**
 * The kernel of the block that is being read. vmd(8) forgets it when the block is done, but not when the block is given up; the
 * parser is then poisoned for good. (A real one is cured by the next block without {@code boot}, which gets that kernel; nobody
 * should count on that.)
 */
final class PendingKernel {

    private Optional<String> path = Optional.empty();

    boolean isSet() {
        return path.isPresent();
    }

    void set(String kernel) {
        path = Optional.of(kernel);
    }

    Optional<String> path() {
        return path;
    }

    void clear() {
        path = Optional.empty();
    }
}
