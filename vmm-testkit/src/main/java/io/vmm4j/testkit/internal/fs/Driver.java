package io.vmm4j.testkit.internal.fs;

import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.SystemError;

/** What opens a device. */
@FunctionalInterface
public interface Driver {

    /**
     * Opens the device; permissions have been checked.
     *
     * @throws SystemError if it cannot be opened
     */
    OpenFile open(Caller caller) throws SystemError;
}
