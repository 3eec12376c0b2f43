package io.vmm4j.pf;

import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the parts of a routed network have to do with each other. */
final class NetworkRules {

    private static final String ADDRESS = "address";

    private NetworkRules() {}

    static void check(
            Optional<Subnet> subnet,
            List<FixedGuest> guests,
            Optional<AddressRange> range,
            List<PortForward> forwards) {
        if (subnet.isEmpty()) {
            if (!guests.isEmpty() || range.isPresent() || !forwards.isEmpty()) {
                throw InvalidValueException.of(PfError.SUBNET_NEEDED, "subnet", "");
            }
            return;
        }
        Subnet all = subnet.get();
        if (all.prefixLength() < 16 || all.prefixLength() > 30) {
            throw InvalidValueException.of(PfError.SUBNET_SIZE, "subnet", all.toString());
        }
        range.ifPresent(addresses -> {
            requireGuest(all, addresses.first());
            requireGuest(all, addresses.last());
        });
        forwards.forEach(forward -> requireGuest(all, forward.guest()));
        requireDistinct(all, guests, range);
        requireDistinctPorts(forwards);
    }

    private static void requireDistinct(Subnet all, List<FixedGuest> guests, Optional<AddressRange> range) {
        Set<Object> seen = new HashSet<>();
        for (FixedGuest guest : guests) {
            requireGuest(all, guest.address());
            range.filter(addresses -> addresses.contains(guest.address())).ifPresent(addresses -> {
                throw InvalidValueException.of(
                        PfError.ADDRESS_IN_RANGE, ADDRESS, guest.address().toString());
            });
            for (Object part : List.of(guest.vm(), guest.mac(), guest.address())) {
                if (!seen.add(part)) {
                    throw InvalidValueException.of(PfError.USED_TWICE, "guest", part.toString());
                }
            }
        }
    }

    private static void requireDistinctPorts(List<PortForward> forwards) {
        Set<String> seen = new HashSet<>();
        for (PortForward forward : forwards) {
            if (!seen.add(forward.protocol() + " " + forward.port())) {
                throw InvalidValueException.of(PfError.USED_TWICE, "port", forward.protocol() + " " + forward.port());
            }
        }
    }

    /** The first address is the host's, and the lowest and the highest nobody's. */
    private static void requireGuest(Subnet all, Ipv4Address address) {
        boolean taken =
                address.equals(all.address()) || address.equals(all.address(1)) || address.equals(all.broadcast());
        if (taken || !all.contains(address)) {
            throw new InvalidValueException(
                    InvalidValueException.problem(PfError.NOT_A_GUESTS_ADDRESS, ADDRESS, address.toString())
                            .with("subnet", all)
                            .with("gateway", all.address(1)));
        }
    }
}
