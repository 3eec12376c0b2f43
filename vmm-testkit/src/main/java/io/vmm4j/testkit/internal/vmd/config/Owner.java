package io.vmm4j.testkit.internal.vmd.config;

import java.util.OptionalInt;

/**
 * Who may use a VM.
 *
 * @param uid the user; ids above 2147483647 are negative, as vmctl(8) shows them
 * @param gid the group, if one was given
 */
public record Owner(int uid, OptionalInt gid) {

    /** Root, and no group. */
    public static final Owner ROOT = user(0);

    /** A user, and no group. */
    public static Owner user(int uid) {
        return new Owner(uid, OptionalInt.empty());
    }
}
