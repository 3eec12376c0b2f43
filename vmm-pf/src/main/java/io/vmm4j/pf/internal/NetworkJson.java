package io.vmm4j.pf.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.Ipv4Address;
import io.vmm4j.MacAddress;
import io.vmm4j.Subnet;
import io.vmm4j.SwitchName;
import io.vmm4j.VmName;
import io.vmm4j.internal.JsonFields;
import io.vmm4j.pf.AddressRange;
import io.vmm4j.pf.BridgedNetwork;
import io.vmm4j.pf.FixedGuest;
import io.vmm4j.pf.LocalNetwork;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.NetworkName;
import io.vmm4j.pf.NetworkSpec;
import io.vmm4j.pf.PfProtocol;
import io.vmm4j.pf.PortForward;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.pf.SwitchBackend;
import java.util.List;
import java.util.Optional;

/** {@link NetworkSpec} as JSON. */
public final class NetworkJson {

    private static final int VERSION = 1;
    private static final String NAME = "name";
    private static final String MODE = "mode";
    private static final String ROUTED = "routed";
    private static final String LOCAL = "local";
    private static final String BRIDGED = "bridged";
    private static final String SWITCH = "switch";
    private static final String SUBNET = "subnet";
    private static final String BACKEND = "backend";
    private static final String DEVICE = "device";
    private static final String OUTSIDE = "outside";
    private static final String TRANSLATED = "translated";
    private static final String NAMES = "names";
    private static final String RESOLVER = "resolver";
    private static final String GUESTS = "guests";
    private static final String FORWARDS = "forwards";
    private static final String UNREACHABLE = "unreachable";
    private static final String ISOLATED = "isolated";
    private static final String REDIRECTED = "redirected";
    private static final String UNBOUND = "unbound";
    private static final String NONE = "none";

    private NetworkJson() {}

    /** The document of a network. */
    public static String write(NetworkSpec spec) {
        ObjectNode json = JsonFields.empty();
        json.put("version", VERSION);
        write(spec, json);
        return json.toPrettyString() + "\n";
    }

    static void write(NetworkSpec spec, ObjectNode json) {
        json.put(NAME, spec.name().value());
        if (spec instanceof RoutedNetwork routed) {
            write(routed, json);
        } else if (spec instanceof LocalNetwork local) {
            json.put(MODE, LOCAL).put(OUTSIDE, local.outside()).put(TRANSLATED, local.translated());
            write(local.names(), json);
            strings(UNREACHABLE, local.unreachable(), json);
            json.put(ISOLATED, local.isolated());
        } else if (spec instanceof BridgedNetwork bridged) {
            json.put(MODE, BRIDGED).put(SWITCH, bridged.switchName().value()).put(DEVICE, bridged.device());
        } else {
            throw new IllegalStateException("no JSON for " + spec);
        }
    }

    private static void write(RoutedNetwork spec, ObjectNode json) {
        json.put(MODE, ROUTED).put(SWITCH, spec.switchName().value());
        spec.subnet().ifPresent(subnet -> json.put(SUBNET, subnet.toString()));
        json.put(BACKEND, spec.backend().device()).put(OUTSIDE, spec.outside()).put(TRANSLATED, spec.translated());
        write(spec.names(), json);
        spec.range()
                .ifPresent(range -> json.putObject("range")
                        .put("first", range.first().toString())
                        .put("last", range.last().toString()));
        if (!spec.guests().isEmpty()) {
            ArrayNode guests = json.putArray(GUESTS);
            spec.guests()
                    .forEach(guest -> guests.addObject()
                            .put("vm", guest.vm().value())
                            .put("mac", guest.mac().toString())
                            .put("address", guest.address().toString()));
        }
        if (!spec.forwards().isEmpty()) {
            ArrayNode forwards = json.putArray(FORWARDS);
            spec.forwards()
                    .forEach(forward -> forwards.addObject()
                            .put("protocol", forward.protocol().toString())
                            .put("port", forward.port())
                            .put("guest", forward.guest().toString())
                            .put("guestPort", forward.guestPort()));
        }
        strings(UNREACHABLE, spec.unreachable(), json);
        json.put(ISOLATED, spec.isolated());
    }

    private static void write(NameService names, ObjectNode json) {
        ObjectNode object = json.putObject(NAMES);
        if (names instanceof NameService.Redirected redirected) {
            object.put(MODE, REDIRECTED).put(RESOLVER, redirected.resolver().toString());
        } else {
            object.put(MODE, names instanceof NameService.Unbound ? UNBOUND : NONE);
        }
    }

    private static void strings(String name, List<Subnet> subnets, ObjectNode json) {
        if (!subnets.isEmpty()) {
            ArrayNode array = json.putArray(name);
            subnets.forEach(subnet -> array.add(subnet.toString()));
        }
    }

    /** The network of a document. */
    public static NetworkSpec read(String text) {
        JsonFields json = JsonFields.parse(text);
        json.requireVersion("version", VERSION);
        NetworkSpec spec = readSpec(json);
        json.requireNoOthers();
        return spec;
    }

    static NetworkSpec readSpec(JsonFields json) {
        NetworkName name = json.required(NAME, NetworkName::of);
        return switch (json.word(MODE, ROUTED, LOCAL, BRIDGED)) {
            case ROUTED -> readRouted(name, json);
            case LOCAL -> readLocal(name, json);
            default -> {
                SwitchName switchName = json.required(SWITCH, SwitchName::of);
                String device = json.required(DEVICE, text -> text);
                yield json.make(() -> new BridgedNetwork(name, switchName, device));
            }
        };
    }

    private static NetworkSpec readLocal(NetworkName name, JsonFields json) {
        String outside = json.required(OUTSIDE, text -> text);
        boolean translated = json.flag(TRANSLATED);
        NameService names = readNames(json);
        List<Subnet> unreachable = json.strings(UNREACHABLE, Subnet::of);
        boolean isolated = json.flag(ISOLATED);
        return json.make(() -> new LocalNetwork(name, outside, translated, names, unreachable, isolated));
    }

    private static NetworkSpec readRouted(NetworkName name, JsonFields json) {
        SwitchName switchName = json.required(SWITCH, SwitchName::of);
        Optional<Subnet> subnet = json.optional(SUBNET, Subnet::of);
        SwitchBackend backend =
                json.word(BACKEND, "veb", "bridge").equals("veb") ? SwitchBackend.VEB : SwitchBackend.BRIDGE;
        String outside = json.required(OUTSIDE, text -> text);
        boolean translated = json.flag(TRANSLATED);
        NameService names = readNames(json);
        Optional<AddressRange> range = json.object("range").map(NetworkJson::readRange);
        List<FixedGuest> guests =
                json.objects(GUESTS).stream().map(NetworkJson::readGuest).toList();
        List<PortForward> forwards =
                json.objects(FORWARDS).stream().map(NetworkJson::readForward).toList();
        List<Subnet> unreachable = json.strings(UNREACHABLE, Subnet::of);
        boolean isolated = json.flag(ISOLATED);
        return json.make(() -> new RoutedNetwork(
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
                isolated));
    }

    private static NameService readNames(JsonFields json) {
        Optional<JsonFields> object = json.object(NAMES);
        if (object.isEmpty()) {
            return NameService.none();
        }
        NameService names = switch (object.get().word(MODE, REDIRECTED, UNBOUND, NONE)) {
            case REDIRECTED -> NameService.redirectedTo(object.get().required(RESOLVER, Ipv4Address::of));
            case UNBOUND -> NameService.unbound();
            default -> NameService.none();
        };
        object.get().requireNoOthers();
        return names;
    }

    private static AddressRange readRange(JsonFields json) {
        Ipv4Address first = json.required("first", Ipv4Address::of);
        Ipv4Address last = json.required("last", Ipv4Address::of);
        json.requireNoOthers();
        return json.make(() -> new AddressRange(first, last));
    }

    private static FixedGuest readGuest(JsonFields json) {
        FixedGuest guest = new FixedGuest(
                json.required("vm", VmName::of),
                json.required("mac", MacAddress::of),
                json.required("address", Ipv4Address::of));
        json.requireNoOthers();
        return guest;
    }

    private static PortForward readForward(JsonFields json) {
        PfProtocol protocol = json.word("protocol", "tcp", "udp").equals("tcp") ? PfProtocol.TCP : PfProtocol.UDP;
        int port = json.integer("port");
        Ipv4Address guest = json.required("guest", Ipv4Address::of);
        int guestPort = json.integer("guestPort");
        json.requireNoOthers();
        return json.make(() -> new PortForward(protocol, port, guest, guestPort));
    }
}
