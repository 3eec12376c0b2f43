package io.vmm4j.install;

import io.vmm4j.Ipv4Address;
import io.vmm4j.VmName;
import java.util.Objects;
import java.util.Optional;

/**
 * A guest that was installed and runs from its disk.
 *
 * @param vm its name
 * @param address where its host reaches it
 * @param hostKey type and fingerprint of the host key that it proved to have, which is pinned to the VM; empty if nobody logged in
 */
public record InstalledGuest(VmName vm, Ipv4Address address, Optional<String> hostKey) {

    public InstalledGuest {
        Objects.requireNonNull(vm, "vm");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(hostKey, "hostKey");
    }
}
