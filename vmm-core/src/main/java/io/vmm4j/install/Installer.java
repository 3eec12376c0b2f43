package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import io.vmm4j.VmSpec;

/**
 * A way to install a system in a guest. An application adds its own by implementing it. Implementations are immutable, and
 * give the same files for the same arguments.
 */
public interface Installer {

    /** The system, as a person calls it: {@code OpenBSD 7.9}. */
    String system();

    /** The scheme that passwords must be hashed by. */
    PasswordScheme passwordScheme();

    /**
     * Every file that the installation of this guest needs. Touches neither host nor network.
     *
     * @throws InvalidValueException if this system cannot be given what the setup asks for, or the VM is not one that it can
     *     be installed in; the code is one of {@link SetupError}
     */
    GuestFiles files(VmSpec vm, GuestSetup setup);
}
