package io.vmm4j.pf;

import io.vmm4j.SwitchName;
import io.vmm4j.pf.internal.NetworkJson;
import java.util.Optional;

/** What a network of guests is to be. Immutable. */
public sealed interface NetworkSpec permits RoutedNetwork, LocalNetwork, BridgedNetwork {

    /** What it is called. */
    NetworkName name();

    /** The switch of vm.conf(5) that guests are attached to; empty for local interfaces, which have none. */
    Optional<SwitchName> attachment();

    /** Itself as a JSON document. */
    default String toJson() {
        return NetworkJson.write(this);
    }

    /**
     * The network of a JSON document.
     *
     * @throws io.vmm4j.InvalidValueException if it is none, with the path of the field that is wrong
     */
    static NetworkSpec fromJson(String text) {
        return NetworkJson.read(text);
    }
}
