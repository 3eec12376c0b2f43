package io.vmm4j.pf;

import io.vmm4j.Subnet;
import java.util.ArrayList;
import java.util.List;

/** Says what a {@link LocalNetwork} is to be. Not thread safe. */
public final class LocalNetworkBuilder {

    private final NetworkName name;
    private String outside = RoutedNetworkBuilder.EGRESS;
    private boolean translated = true;
    private NameService names = NameService.none();
    private final List<Subnet> unreachable = new ArrayList<>();
    private boolean isolated;

    LocalNetworkBuilder(NetworkName name) {
        this.name = name;
    }

    /** The interface, or group of them, through which guests reach the world; {@code egress} if not said. */
    public LocalNetworkBuilder outside(String interfaceName) {
        outside = interfaceName;
        return this;
    }

    /** Guests reach the world with their own addresses, which somebody must route back. */
    public LocalNetworkBuilder withoutTranslation() {
        translated = false;
        return this;
    }

    /** Who answers questions for names; nobody if not said. */
    public LocalNetworkBuilder names(NameService service) {
        names = service;
        return this;
    }

    /** A network that guests may not reach. */
    public LocalNetworkBuilder unreachable(Subnet network) {
        unreachable.add(network);
        return this;
    }

    /** Guests may not reach each other. */
    public LocalNetworkBuilder isolated() {
        isolated = true;
        return this;
    }

    /** The network. */
    public LocalNetwork build() {
        return new LocalNetwork(name, outside, translated, names, unreachable, isolated);
    }
}
