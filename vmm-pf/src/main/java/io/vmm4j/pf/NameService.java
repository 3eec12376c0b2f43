package io.vmm4j.pf;

import io.vmm4j.Ipv4Address;
import java.util.Objects;

/** Who answers the questions of guests for names. */
public sealed interface NameService {

    /** What guests ask any name server goes to this one. */
    static NameService redirectedTo(Ipv4Address resolver) {
        return new Redirected(resolver);
    }

    /** unbound(8) on the host. */
    static NameService unbound() {
        return new Unbound();
    }

    /** Nobody whom the network knows of. */
    static NameService none() {
        return new None();
    }

    /**
     * What guests ask any name server goes to this one, by pf(4).
     *
     * @param resolver the name server
     */
    record Redirected(Ipv4Address resolver) implements NameService {

        public Redirected {
            Objects.requireNonNull(resolver, "resolver");
        }
    }

    /** unbound(8) on the host. */
    record Unbound() implements NameService {}

    /** Nobody whom the network knows of. */
    record None() implements NameService {}
}
