package io.vmm4j.guest;

import java.util.Set;

/**
 * The host keys that belong to a VM. They are kept on its host beside its record, {@code /var/db/vmm4j/vms/NAME.hostkeys}, one a line,
 * and removed with the VM: a VM that takes its name or its address later is another one. Thread safe; every call asks the host.
 */
public interface PinnedHostKeys {

    /**
     * Those that are pinned; empty if none are. One round trip.
     *
     * @throws GuestException if they cannot be read
     */
    Set<HostKey> keys();

    /**
     * Pins these instead of those that are. One round trip.
     *
     * @throws IllegalArgumentException if there are none
     * @throws io.vmm4j.exec.TransferException if they cannot be written
     */
    void pin(Set<HostKey> keys);

    /** Forgets those that are pinned, as when the guest is to be installed again. One round trip. */
    void forget();
}
