package io.vmm4j.guest.internal;

import io.vmm4j.guest.HostKey;
import io.vmm4j.guest.HostKeyJudge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares a server's keys with those that are known, and remembers what it showed. Thread safe. */
final class KeyCheck implements HostKeyJudge {

    private final Set<HostKey> expected;

    private final List<HostKey> refused = new ArrayList<>();
    private boolean satisfied;
    private Optional<HostKey> accepted = Optional.empty();

    private KeyCheck(Set<HostKey> expected) {
        this.expected = expected;
    }

    static KeyCheck against(Set<HostKey> expected) {
        if (expected.isEmpty()) {
            throw new IllegalArgumentException("nothing to compare with");
        }
        return new KeyCheck(expected);
    }

    static KeyCheck takingTheFirst() {
        return new KeyCheck(Set.of());
    }

    /** By fingerprint alone: it is of the whole key, its type included. */
    @Override
    public synchronized boolean trusts(HostKey key) {
        boolean known = expected.stream().anyMatch(one -> one.fingerprint().equals(key.fingerprint()));
        // A connection that is made anew, after it broke, must lead to the same guest.
        boolean same = accepted.filter(key::equals).isPresent();
        if (known || same || (expected.isEmpty() && accepted.isEmpty())) {
            accepted = Optional.of(key);
            satisfied = true;
            return true;
        }
        refused.add(key);
        satisfied = false;
        return false;
    }

    /** What is compared with; empty if the first that comes is to be trusted. */
    Set<HostKey> expected() {
        return expected;
    }

    /** The first key that was not trusted, unless one that is came after it: a server may have several. */
    synchronized Optional<HostKey> refused() {
        return satisfied ? Optional.empty() : refused.stream().findFirst();
    }

    /** The key that was trusted last. */
    synchronized Optional<HostKey> accepted() {
        return accepted;
    }
}
