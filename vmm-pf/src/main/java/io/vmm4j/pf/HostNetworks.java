package io.vmm4j.pf;

import io.vmm4j.VmmHost;
import io.vmm4j.pf.internal.Networks;
import java.util.List;

/**
 * The networks of guests on a host. Immutable; thread safe. Everything needs root, also to look: pf(4) shows nothing to others.
 *
 * <p>What was made is recorded on the host, one JSON file a network in {@code /var/db/vmm4j/networks}.
 */
public interface HostNetworks {

    /** Those of this host. */
    static HostNetworks on(VmmHost host) {
        return new Networks(host.executor());
    }

    /** All networks that are recorded, by name. One round trip. */
    List<NetworkSpec> list();

    /** A network that is to be as said; it need not exist. Asks nothing yet. */
    HostNetwork network(NetworkSpec spec);

    /**
     * A network that is recorded. One round trip.
     *
     * @throws PfException if there is none of this name
     */
    HostNetwork network(NetworkName name);

    /**
     * An interface of the host that is to be shared with guests. Asks nothing yet.
     *
     * @throws io.vmm4j.InvalidValueException if no interface can be called so
     */
    HostUplink uplink(String interfaceName);

    /**
     * A network with the subnet that it has, or would get. Reads only.
     *
     * @throws PfException if no subnet is free
     */
    RoutedNetwork choose(RoutedNetwork spec);
}
