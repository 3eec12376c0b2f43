package io.vmm4j.testkit.internal.kernel;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A user, as passwd(5) and group(5) have it and as a process runs.
 *
 * @param name the login name
 * @param uid the user id
 * @param gid the primary group id
 * @param memberOf all groups, the primary one first
 * @param home the home directory
 * @param shell the login shell, absolute
 * @param fullName the gecos field
 */
public record Account(String name, int uid, int gid, List<Group> memberOf, String home, String shell, String fullName) {

    public Account {
        memberOf = List.copyOf(memberOf);
    }

    /**
     * A group.
     *
     * @param name its name
     * @param gid its id
     */
    public record Group(String name, int gid) {}

    /** Whether this is uid 0. */
    public boolean isRoot() {
        return uid == 0;
    }

    /** The names of all its groups. */
    public Set<String> groups() {
        return memberOf.stream().map(Group::name).collect(Collectors.toUnmodifiableSet());
    }

    /** The ids of all its groups. */
    public Set<Integer> groupIds() {
        return memberOf.stream().map(Group::gid).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it is a member of this group. */
    public boolean isIn(int group) {
        return memberOf.stream().anyMatch(member -> member.gid() == group);
    }
}
