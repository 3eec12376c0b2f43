package io.vmm4j.testkit.internal.linux;

import java.util.List;
import java.util.Optional;

/**
 * How a network card is set up.
 *
 * @param index which card, from 0
 * @param address with its prefix, {@code 10.0.0.2/24}; empty for DHCP
 * @param gateway whom it sends what is not on its network
 * @param nameServers whom it asks for names
 */
record CardSetup(int index, Optional<String> address, Optional<String> gateway, List<String> nameServers) {

    CardSetup {
        nameServers = List.copyOf(nameServers);
    }

    /** A card that asks for an address. */
    static CardSetup dhcp(int index) {
        return new CardSetup(index, Optional.empty(), Optional.empty(), List.of());
    }
}
