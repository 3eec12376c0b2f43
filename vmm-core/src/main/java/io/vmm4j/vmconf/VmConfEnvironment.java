package io.vmm4j.vmconf;

import java.util.Optional;

/**
 * What vmd(8) would find on the host while it reads vm.conf(5). Unless a method is overridden, includes cannot be opened and
 * everything else exists.
 *
 * <p>The methods are called while a file is parsed or checked, in the order of the file, possibly often: implementations
 * answer from what they fetched before, and must not block without a bound.
 */
public interface VmConfEnvironment {

    /** Nothing can be included, everything else exists: only the grammar decides. */
    VmConfEnvironment TRUSTING = new VmConfEnvironment() {};

    /** The content of a file that {@code include} names, as written there; empty if it cannot be opened. */
    default Optional<byte[]> include(String path) {
        return Optional.empty();
    }

    /** Why realpath(3) fails on a disk, kernel or cdrom, as strerror(3) says it; empty if it does not fail. */
    default Optional<String> pathProblem(String path) {
        return Optional.empty();
    }

    /** Whether there is such a user. */
    default boolean hasUser(String name) {
        return true;
    }

    /** Whether there is such a group. */
    default boolean hasGroup(String name) {
        return true;
    }

    /** Whether there is such a network interface. */
    default boolean hasInterface(String name) {
        return true;
    }
}
