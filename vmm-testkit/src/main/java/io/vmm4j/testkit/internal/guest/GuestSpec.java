package io.vmm4j.testkit.internal.guest;

import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.SimulatedUser;
import java.util.List;
import java.util.Optional;

/**
 * What a guest is to be.
 *
 * @param system what it runs
 * @param release its release, if that is OpenBSD
 * @param seed what everything random about it comes from, its host key included
 * @param hostname its name
 * @param rootPassword root's password; empty for none
 * @param rootKeys root's authorized keys
 * @param users its users besides root
 * @param outfit what it is beyond a plain one of its system
 */
public record GuestSpec(
        GuestSystem system,
        OpenBsdRelease release,
        long seed,
        String hostname,
        String rootPassword,
        List<String> rootKeys,
        List<SimulatedUser> users,
        Optional<Outfit> outfit) {

    /** Keeps copies. */
    public GuestSpec {
        rootKeys = List.copyOf(rootKeys);
        users = List.copyOf(users);
    }

    /** A plain one of its system. */
    public GuestSpec(
            GuestSystem system,
            OpenBsdRelease release,
            long seed,
            String hostname,
            String rootPassword,
            List<String> rootKeys,
            List<SimulatedUser> users) {
        this(system, release, seed, hostname, rootPassword, rootKeys, users, Optional.empty());
    }
}
