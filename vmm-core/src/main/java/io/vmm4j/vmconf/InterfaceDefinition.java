package io.vmm4j.vmconf;

import io.vmm4j.InvalidValueException;
import io.vmm4j.MacAddress;
import io.vmm4j.NetworkMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A network interface of a VM: {@code interface} of vm.conf(5). Immutable.
 *
 * @param local whether vmd(8) gives it an address of the local prefix
 * @param tap the tap(4) device of the host; empty, or without a number, for the next free one
 * @param switchName the switch, which {@code vmd -n} does not look for
 * @param group the interface group of the tap
 * @param lladdr the guest's Ethernet address in lower case; empty for a random one, new at each registration. It may be one
 *     that no guest can use: vmd(8) takes any
 * @param locked whether the guest may use no other address
 * @param rdomain the routing domain of the tap, 0 to 255
 * @param up whether the tap is brought up
 * @param rawOptions options that this release of the SDK does not know, as written
 */
public record InterfaceDefinition(
        boolean local,
        Optional<String> tap,
        Optional<String> switchName,
        Optional<String> group,
        Optional<String> lladdr,
        boolean locked,
        OptionalInt rdomain,
        boolean up,
        List<String> rawOptions) {

    public InterfaceDefinition {
        rawOptions = List.copyOf(rawOptions);
    }

    /** A builder for an interface on the next free tap, up, and attached to nothing. */
    public static InterfaceDefinitionBuilder builder() {
        return new InterfaceDefinitionBuilder();
    }

    /** An interface as {@code vmctl start} would make it. */
    public static InterfaceDefinition of(NetworkMode network) {
        if (network instanceof NetworkMode.Bridged bridged) {
            return builder().onSwitch(bridged.switchName()).build();
        }
        if (network instanceof NetworkMode.Routed routed) {
            return builder().onSwitch(routed.switchName()).build();
        }
        return builder().local().build();
    }

    /** A builder that starts from this interface. */
    public InterfaceDefinitionBuilder toBuilder() {
        return new InterfaceDefinitionBuilder(this);
    }

    /** The Ethernet address as a value; empty if there is none, or one that no guest can use. */
    public Optional<MacAddress> macAddress() {
        try {
            return lladdr.map(MacAddress::of);
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }
}
