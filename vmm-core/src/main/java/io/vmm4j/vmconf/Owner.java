package io.vmm4j.vmconf;

import java.util.Optional;

/** Who a VM or vmd's socket belongs to: {@code owner} of vm.conf(5). */
public sealed interface Owner {

    /** The user of this number; any passes. */
    static Owner uid(long uid) {
        return new Uid(uid);
    }

    /** The user of this name. */
    static Owner user(String name) {
        return new Named(Optional.of(name), Optional.empty());
    }

    /** The group of this name; the user stays root. */
    static Owner group(String name) {
        return new Named(Optional.empty(), Optional.of(name));
    }

    /** A user and a group. */
    static Owner userAndGroup(String user, String group) {
        return new Named(Optional.of(user), Optional.of(group));
    }

    /**
     * A user by number.
     *
     * @param uid the number
     */
    record Uid(long uid) implements Owner {
        @Override
        public String toString() {
            return Long.toString(uid);
        }
    }

    /**
     * A user, a group or both, by name. Names of digits only are names still: {@code owner "1000"} asks for a user who is
     * called so.
     *
     * @param user the user; empty leaves root
     * @param group the group; empty for none
     */
    record Named(Optional<String> user, Optional<String> group) implements Owner {
        @Override
        public String toString() {
            return user.orElse("") + group.map(name -> ":" + name).orElse("");
        }
    }
}
