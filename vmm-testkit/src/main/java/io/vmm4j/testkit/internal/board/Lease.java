package io.vmm4j.testkit.internal.board;

import java.util.List;
import java.util.Optional;

/**
 * What a DHCP server told a guest.
 *
 * @param address its address
 * @param prefix the length of its network's prefix
 * @param router whom it sends what is not on its network
 * @param nameServers whom it asks for names
 * @param nextServer where a boot file is; empty if none was named
 * @param bootFile the boot file; empty for none
 */
public record Lease(
        String address,
        int prefix,
        Optional<String> router,
        List<String> nameServers,
        Optional<String> nextServer,
        String bootFile) {

    public Lease {
        nameServers = List.copyOf(nameServers);
    }
}
