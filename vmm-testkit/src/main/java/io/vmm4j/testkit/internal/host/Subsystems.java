package io.vmm4j.testkit.internal.host;

import java.util.List;

/** What every simulated OpenBSD has besides the base system's programs. */
public final class Subsystems {

    /** All of them, in the order in which they are attached. */
    public static final List<Subsystem> ALL = List.of();

    private Subsystems() {}
}
