package io.vmm4j.testkit.internal.vmd.config;

import java.time.Duration;
import java.util.Optional;

/** What becomes of a file's statements, told one by one while the file is read. */
public interface ConfTarget {

    /** {@code local inet6} without a prefix. */
    void localInet6();

    /** {@code local inet6 prefix}. */
    void localInet6(LocalPrefix6 prefix);

    /** {@code local prefix}. */
    void localPrefix(LocalPrefix prefix);

    /** {@code socket owner}. */
    void socketOwner(Owner owner);

    /** {@code staggered start}. */
    void staggeredStart(long parallel, Duration delay);

    /** A switch that is not disabled. */
    void define(SwitchDefinition definition);

    /**
     * A VM.
     *
     * @return why it was refused; a VM that exists already is not
     */
    Optional<String> define(VmBlock block);
}
