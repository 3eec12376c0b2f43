package io.vmm4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A user of a simulated host, to be given to its builder. Immutable.
 *
 * @param name the login name
 * @param password what doas(1) and sshd(8) accept; empty for a user who cannot use one
 * @param authorizedKeys lines of {@code ~/.ssh/authorized_keys}
 * @param shell the login shell, absolute
 * @param groups the groups besides the user's own
 */
public record SimulatedUser(
        String name, Optional<String> password, List<String> authorizedKeys, String shell, List<String> groups) {

    public SimulatedUser {
        authorizedKeys = List.copyOf(authorizedKeys);
        groups = List.copyOf(groups);
        if (!name.matches("[a-z_][-a-z0-9_]{0,30}")) {
            throw new IllegalArgumentException("not a login name: " + name);
        }
    }

    /** A user with ksh(1) as shell and nothing else. */
    public static SimulatedUser named(String name) {
        return new SimulatedUser(name, Optional.empty(), List.of(), "/bin/ksh", List.of());
    }

    /** The same user with a password. */
    public SimulatedUser withPassword(String text) {
        return new SimulatedUser(name, Optional.of(text), authorizedKeys, shell, groups);
    }

    /** The same user with one more authorized key, as a line of authorized_keys. */
    public SimulatedUser withAuthorizedKey(String line) {
        List<String> more = new ArrayList<>(authorizedKeys);
        more.add(line);
        return new SimulatedUser(name, password, more, shell, groups);
    }

    /**
     * The same user with another login shell.
     *
     * @param path {@code /bin/sh}, {@code /bin/ksh}, {@code /bin/csh} or {@code /usr/local/bin/fish}; the last two understand
     *     nothing but quoted words
     */
    public SimulatedUser withShell(String path) {
        return new SimulatedUser(name, password, authorizedKeys, path, groups);
    }

    /** The same user in more groups, for example {@code wheel}. */
    public SimulatedUser inGroups(String... names) {
        List<String> more = new ArrayList<>(groups);
        more.addAll(List.of(names));
        return new SimulatedUser(name, password, authorizedKeys, shell, more);
    }
}
