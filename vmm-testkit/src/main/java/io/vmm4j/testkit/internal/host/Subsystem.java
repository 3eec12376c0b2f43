package io.vmm4j.testkit.internal.host;

import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;

/** A part of OpenBSD that is added to a machine when it is made: its programs, files, devices and state. */
@FunctionalInterface
public interface Subsystem {

    /**
     * Adds it. The base system is there already.
     *
     * @throws SystemError if its files cannot be made
     */
    void attach(Machine machine, MachineSpec spec) throws SystemError;
}
