package io.vmm4j.pf;

import io.vmm4j.Ipv4Address;
import io.vmm4j.NetworkMode;
import io.vmm4j.Subnet;
import io.vmm4j.SwitchName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A network of guests behind the host: a switch, an address of the host on it, dhcpd(8), and rules of pf(4). The host's address is
 * the first one of the subnet. Immutable.
 *
 * @param name what it is called
 * @param switchName the switch of vm.conf(5)
 * @param subnet its addresses, with 2 to 16 host bits; empty for a /24 of 10.0.0.0/8 that nobody uses, which is then kept
 * @param backend what the switch is made of
 * @param outside the interface, or group of them, through which guests reach the world
 * @param translated whether they do so with the host's address
 * @param names who answers their questions for names
 * @param guests guests with fixed addresses
 * @param range the addresses of all other guests; empty for the upper half of the subnet
 * @param forwards ports of the host that go to guests
 * @param unreachable networks that guests may not reach
 * @param isolated whether guests may not reach each other
 */
public record RoutedNetwork(
        NetworkName name,
        SwitchName switchName,
        Optional<Subnet> subnet,
        SwitchBackend backend,
        String outside,
        boolean translated,
        NameService names,
        List<FixedGuest> guests,
        Optional<AddressRange> range,
        List<PortForward> forwards,
        List<Subnet> unreachable,
        boolean isolated)
        implements NetworkSpec {

    public RoutedNetwork {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(switchName, "switchName");
        Objects.requireNonNull(subnet, "subnet");
        Objects.requireNonNull(backend, "backend");
        PfHost.requireInterface(outside);
        Objects.requireNonNull(names, "names");
        guests = List.copyOf(guests);
        Objects.requireNonNull(range, "range");
        forwards = List.copyOf(forwards);
        unreachable = List.copyOf(unreachable);
        NetworkRules.check(subnet, guests, range, forwards);
    }

    /** A network with every default; its switch is called as it is. */
    public static RoutedNetwork of(String name) {
        return builder(name).build();
    }

    /** A builder for a network of this name. */
    public static RoutedNetworkBuilder builder(String name) {
        return new RoutedNetworkBuilder(NetworkName.of(name));
    }

    /** A builder that starts from this network. */
    public RoutedNetworkBuilder toBuilder() {
        return new RoutedNetworkBuilder(this);
    }

    /** The same with this subnet. */
    public RoutedNetwork within(Subnet chosen) {
        return toBuilder().subnet(chosen).build();
    }

    @Override
    public Optional<SwitchName> attachment() {
        return Optional.of(switchName);
    }

    /**
     * The host's address in it.
     *
     * @throws IllegalStateException if the subnet is still to be chosen
     */
    public Ipv4Address gateway() {
        return requireSubnet().address(1);
    }

    /**
     * How a VM says that it is on it.
     *
     * @throws IllegalStateException if the subnet is still to be chosen
     */
    public NetworkMode mode() {
        return new NetworkMode.Routed(switchName, requireSubnet());
    }

    /**
     * The addresses of guests that have no fixed one.
     *
     * @throws IllegalStateException if the subnet is still to be chosen
     */
    public AddressRange dynamicRange() {
        Subnet all = requireSubnet();
        return range.orElseGet(() -> new AddressRange(all.address(all.size() / 2), all.address(all.size() - 2)));
    }

    /**
     * The subnet.
     *
     * @throws IllegalStateException if it is still to be chosen
     */
    public Subnet requireSubnet() {
        return subnet.orElseThrow(() -> new IllegalStateException("the subnet of " + name + " is still to be chosen"));
    }
}
