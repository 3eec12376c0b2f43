package io.vmm4j.pf;

import io.vmm4j.Subnet;
import io.vmm4j.SwitchName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the host does for guests with local interfaces, as {@code vmctl start -L} makes them: it routes and translates their packets
 * and answers their questions for names. Their addresses are vmd's: the {@code local prefix} of vm.conf(5), 100.64.0.0/10 if it has
 * none. A host has one such network. Immutable.
 *
 * @param name what it is called
 * @param outside the interface, or group of them, through which guests reach the world
 * @param translated whether they do so with the host's address
 * @param names who answers their questions for names
 * @param unreachable networks that guests may not reach
 * @param isolated whether guests may not reach each other
 */
public record LocalNetwork(
        NetworkName name,
        String outside,
        boolean translated,
        NameService names,
        List<Subnet> unreachable,
        boolean isolated)
        implements NetworkSpec {

    public LocalNetwork {
        Objects.requireNonNull(name, "name");
        PfHost.requireInterface(outside);
        Objects.requireNonNull(names, "names");
        unreachable = List.copyOf(unreachable);
    }

    /** A network with every default: translated to an address of {@code egress}, no name service. */
    public static LocalNetwork of(String name) {
        return builder(name).build();
    }

    /** A builder for a network of this name. */
    public static LocalNetworkBuilder builder(String name) {
        return new LocalNetworkBuilder(NetworkName.of(name));
    }

    @Override
    public Optional<SwitchName> attachment() {
        return Optional.empty();
    }
}
