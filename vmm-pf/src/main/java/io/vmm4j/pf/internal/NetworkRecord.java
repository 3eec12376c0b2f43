package io.vmm4j.pf.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.HostPath;
import io.vmm4j.internal.JsonFields;
import io.vmm4j.pf.NetworkName;
import io.vmm4j.pf.NetworkSpec;
import io.vmm4j.pf.RoutedNetwork;
import java.util.Objects;

/**
 * What the host remembers of a network. Immutable.
 *
 * @param spec the network, its subnet chosen
 * @param unit the number of its switch device, if it has one of its own
 * @param hostUnit the number of the interface with the host's address, if it has one of its own
 * @param former what the host was like before it had any network of ours
 */
record NetworkRecord(NetworkSpec spec, int unit, int hostUnit, Former former) {

    static final HostPath DIRECTORY = HostPath.of("/var/db/vmm4j/networks");

    private static final int VERSION = 1;
    private static final String SUFFIX = ".json";

    NetworkRecord {
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(former, "former");
    }

    /**
     * What the host was like before it had any network of ours.
     *
     * @param forwarding whether it routed packets
     * @param dhcpd whether dhcpd(8) ran
     * @param unbound whether unbound(8) ran
     */
    record Former(boolean forwarding, boolean dhcpd, boolean unbound) {}

    NetworkName name() {
        return spec.name();
    }

    /** The device that connects the guests: {@code veb0}. */
    String device(RoutedNetwork routed) {
        return routed.backend().device() + unit;
    }

    /** The interface with the host's address: {@code vport0}. */
    String hostPort(RoutedNetwork routed) {
        return routed.backend().hostPort() + hostUnit;
    }

    HostPath path() {
        return path(name());
    }

    static HostPath path(NetworkName name) {
        return DIRECTORY.resolve(name + SUFFIX);
    }

    String toJson() {
        ObjectNode json = JsonFields.empty();
        json.put("version", VERSION);
        json.put("unit", unit).put("hostUnit", hostUnit);
        json.putObject("former")
                .put("forwarding", former.forwarding())
                .put("dhcpd", former.dhcpd())
                .put("unbound", former.unbound());
        NetworkJson.write(spec, json.putObject("network"));
        return json.toPrettyString() + "\n";
    }

    static NetworkRecord fromJson(String text) {
        JsonFields json = JsonFields.parse(text);
        json.requireVersion("version", VERSION);
        int unit = json.integer("unit");
        int hostUnit = json.integer("hostUnit");
        JsonFields before = json.requiredObject("former");
        Former former = new Former(before.flag("forwarding"), before.flag("dhcpd"), before.flag("unbound"));
        before.requireNoOthers();
        JsonFields network = json.requiredObject("network");
        NetworkSpec spec = NetworkJson.readSpec(network);
        network.requireNoOthers();
        json.requireNoOthers();
        return new NetworkRecord(spec, unit, hostUnit, former);
    }
}
