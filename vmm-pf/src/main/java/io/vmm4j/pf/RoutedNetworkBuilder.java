package io.vmm4j.pf;

import io.vmm4j.Ipv4Address;
import io.vmm4j.MacAddress;
import io.vmm4j.Subnet;
import io.vmm4j.SwitchName;
import io.vmm4j.VmName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a {@link RoutedNetwork} is to be. Not thread safe. */
public final class RoutedNetworkBuilder {

    static final String EGRESS = "egress";

    private final NetworkName name;
    private SwitchName switchName;
    private Optional<Subnet> subnet = Optional.empty();
    private SwitchBackend backend = SwitchBackend.VEB;
    private String outside = EGRESS;
    private boolean translated = true;
    private NameService names = NameService.none();
    private final List<FixedGuest> guests = new ArrayList<>();
    private Optional<AddressRange> range = Optional.empty();
    private final List<PortForward> forwards = new ArrayList<>();
    private final List<Subnet> unreachable = new ArrayList<>();
    private boolean isolated;

    RoutedNetworkBuilder(NetworkName name) {
        this.name = name;
        this.switchName = SwitchName.of(name.value());
    }

    RoutedNetworkBuilder(RoutedNetwork from) {
        name = from.name();
        switchName = from.switchName();
        subnet = from.subnet();
        backend = from.backend();
        outside = from.outside();
        translated = from.translated();
        names = from.names();
        guests.addAll(from.guests());
        range = from.range();
        forwards.addAll(from.forwards());
        unreachable.addAll(from.unreachable());
        isolated = from.isolated();
    }

    /** The switch of vm.conf(5); the network's name if not said. */
    public RoutedNetworkBuilder switchName(String other) {
        switchName = SwitchName.of(other);
        return this;
    }

    /** Its addresses; a /24 that nobody uses if not said. */
    public RoutedNetworkBuilder subnet(Subnet addresses) {
        subnet = Optional.of(addresses);
        return this;
    }

    /** Its addresses: {@code 10.10.0.0/24}. */
    public RoutedNetworkBuilder subnet(String addresses) {
        return subnet(Subnet.of(addresses));
    }

    /** What the switch is made of; veb(4) if not said. */
    public RoutedNetworkBuilder backend(SwitchBackend other) {
        backend = other;
        return this;
    }

    /** The interface, or group of them, through which guests reach the world; {@code egress} if not said. */
    public RoutedNetworkBuilder outside(String interfaceName) {
        outside = interfaceName;
        return this;
    }

    /** Guests reach the world with their own addresses, which somebody must route back. */
    public RoutedNetworkBuilder withoutTranslation() {
        translated = false;
        return this;
    }

    /** Guests reach the world with the host's address, as they do by default. */
    public RoutedNetworkBuilder translated() {
        translated = true;
        return this;
    }

    /** Who answers questions for names; nobody if not said. */
    public RoutedNetworkBuilder names(NameService service) {
        names = service;
        return this;
    }

    /** A guest that always gets the same address. */
    public RoutedNetworkBuilder guest(FixedGuest guest) {
        guests.add(guest);
        return this;
    }

    /** A guest that always gets the same address. */
    public RoutedNetworkBuilder guest(String vm, String mac, String address) {
        return guest(new FixedGuest(VmName.of(vm), MacAddress.of(mac), Ipv4Address.of(address)));
    }

    /** The addresses of all other guests; the upper half of the subnet if not said. */
    public RoutedNetworkBuilder range(String first, String last) {
        range = Optional.of(new AddressRange(Ipv4Address.of(first), Ipv4Address.of(last)));
        return this;
    }

    /** A port of the host that goes to a guest. */
    public RoutedNetworkBuilder forward(PortForward forward) {
        forwards.add(forward);
        return this;
    }

    /** No port of the host goes to a guest. */
    public RoutedNetworkBuilder withoutForwards() {
        forwards.clear();
        return this;
    }

    /** A network that guests may not reach. */
    public RoutedNetworkBuilder unreachable(Subnet network) {
        unreachable.add(network);
        return this;
    }

    /** Guests may not reach each other. */
    public RoutedNetworkBuilder isolated() {
        isolated = true;
        return this;
    }

    /** Guests may reach each other, as they may by default. */
    public RoutedNetworkBuilder notIsolated() {
        isolated = false;
        return this;
    }

    /**
     * The network.
     *
     * @throws io.vmm4j.InvalidValueException if its parts do not fit together
     */
    public RoutedNetwork build() {
        return new RoutedNetwork(
                name,
                switchName,
                subnet,
                backend,
                outside,
                translated,
                names,
                guests,
                range,
                forwards,
                unreachable,
                isolated);
    }
}
