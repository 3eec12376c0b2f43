package io.vmm4j.guest;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which host key a guest may have when it is connected to. Once a key is pinned to a VM, only that is trusted, whichever of these is
 * asked for; a pin ends with the VM.
 */
public sealed interface HostKeyTrust {

    /** Only what is pinned; a VM without a pinned key is not connected to. */
    static HostKeyTrust pinned() {
        return new Pinned();
    }

    /** If nothing is pinned, whatever key the guest shows now, which is pinned then: whoever is in between at that moment stays so. */
    static HostKeyTrust onFirstUse() {
        return new OnFirstUse();
    }

    /**
     * If nothing is pinned, one of these, which are pinned then: those that were put into the guest, or that it showed on its console.
     *
     * @throws IllegalArgumentException if there are none
     */
    static HostKeyTrust announced(Set<HostKey> keys) {
        return new Announced(keys);
    }

    /** What is pinned. */
    record Pinned() implements HostKeyTrust {}

    /** What is pinned, or the first that comes. */
    record OnFirstUse() implements HostKeyTrust {}

    /**
     * What is pinned, or these.
     *
     * @param keys at least one
     */
    record Announced(Set<HostKey> keys) implements HostKeyTrust {

        /** Keeps a copy. */
        public Announced {
            keys = Collections.unmodifiableSet(new LinkedHashSet<>(keys));
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("at least one key must have been announced");
            }
        }
    }
}
