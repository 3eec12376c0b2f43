package io.vmm4j.testkit.internal.kernel;

import java.util.Set;

/**
 * A user as a process has it.
 *
 * @param name the login name
 * @param uid the user id
 * @param gid the primary group id
 * @param groups the names of all groups, the primary one included
 * @param home the home directory
 */
public record Account(String name, int uid, int gid, Set<String> groups, String home) {

    public Account {
        groups = Set.copyOf(groups);
    }

    /** Whether this is uid 0. */
    public boolean isRoot() {
        return uid == 0;
    }
}
