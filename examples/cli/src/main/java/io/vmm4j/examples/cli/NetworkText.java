package io.vmm4j.examples.cli;

import io.vmm4j.Ipv4Address;
import io.vmm4j.MacAddress;
import io.vmm4j.Subnet;
import io.vmm4j.SwitchName;
import io.vmm4j.VmName;
import io.vmm4j.pf.AddressRange;
import io.vmm4j.pf.BridgedNetwork;
import io.vmm4j.pf.FixedGuest;
import io.vmm4j.pf.LocalNetwork;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.NetworkSpec;
import io.vmm4j.pf.PfProtocol;
import io.vmm4j.pf.PortForward;
import io.vmm4j.pf.RoutedNetwork;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts of networks as words of the command line. */
final class NetworkText {

    static final String NO_NAMES = "none";
    static final String UNBOUND = "unbound";

    private static final String NOTHING = "-";
    private static final Pattern PORT = Pattern.compile("(tcp|udp):(\\d{1,5})");
    private static final Pattern FORWARD = Pattern.compile(PORT + "=([0-9.]+):(\\d{1,5})");

    private NetworkText() {}

    /**
     * A port of the host.
     *
     * @param protocol TCP or UDP
     * @param number the port
     */
    record Port(PfProtocol protocol, int number) {

        boolean isOf(PortForward forward) {
            return forward.protocol() == protocol && forward.port() == number;
        }

        @Override
        public String toString() {
            return protocol + ":" + number;
        }
    }

    /** Reads {@code tcp:2222}. */
    static Port port(String word) {
        Matcher parts = PORT.matcher(word);
        if (!parts.matches()) {
            throw new WrongUsage("The port " + word + " is not understood.", "Write for example tcp:2222.");
        }
        return new Port(protocol(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    /** Reads {@code tcp:2222=10.10.0.10:22}. */
    static PortForward forward(String word) {
        Matcher parts = FORWARD.matcher(word);
        if (!parts.matches()) {
            throw new WrongUsage(
                    "The forward " + word + " is not understood.",
                    "Write the port of the host, and where it goes: tcp:2222=10.10.0.10:22.");
        }
        return new PortForward(
                protocol(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Ipv4Address.of(parts.group(3)),
                Integer.parseInt(parts.group(4)));
    }

    static String of(PortForward forward) {
        return forward.protocol() + ":" + forward.port() + "=" + forward.guest() + ":" + forward.guestPort();
    }

    private static PfProtocol protocol(String word) {
        return word.equals("tcp") ? PfProtocol.TCP : PfProtocol.UDP;
    }

    /** Reads {@code web1=fe:e1:bb:01:02:03=10.10.0.10}. */
    static FixedGuest guest(String word) {
        String[] parts = word.split("=", -1);
        if (parts.length != 3) {
            throw new WrongUsage(
                    "The guest " + word + " is not understood.",
                    "Write its VM, its lladdr and its address: web1=fe:e1:bb:01:02:03=10.10.0.10.");
        }
        return new FixedGuest(VmName.of(parts[0]), MacAddress.of(parts[1]), Ipv4Address.of(parts[2]));
    }

    /** Reads {@code 10.10.0.100-10.10.0.200}. */
    static AddressRange range(String word) {
        String[] ends = word.split("-", -1);
        if (ends.length != 2) {
            throw new WrongUsage(
                    "The range " + word + " is not understood.", "Write its ends: 10.10.0.100-10.10.0.200.");
        }
        return new AddressRange(Ipv4Address.of(ends[0]), Ipv4Address.of(ends[1]));
    }

    /** Reads {@code none}, {@code unbound}, or the address of a name server. */
    static NameService names(String word) {
        return switch (word) {
            case NO_NAMES -> NameService.none();
            case UNBOUND -> NameService.unbound();
            default -> NameService.redirectedTo(Ipv4Address.of(word));
        };
    }

    private static String of(NameService names) {
        if (names instanceof NameService.Redirected redirected) {
            return redirected.resolver().toString();
        }
        return names instanceof NameService.Unbound ? UNBOUND : NOTHING;
    }

    /** Its name, mode, subnet, switch, translation, name service, and how many guests and forwards it has. */
    static List<String> row(NetworkSpec network) {
        String name = network.name().value();
        String attachment = network.attachment().map(SwitchName::value).orElse(NOTHING);
        if (network instanceof RoutedNetwork routed) {
            return List.of(
                    name,
                    Json.lower(NetworkMode.ROUTED),
                    routed.subnet().map(Subnet::toString).orElse(NOTHING),
                    attachment,
                    yesOrNo(routed.translated()),
                    of(routed.names()),
                    Integer.toString(routed.guests().size()),
                    Integer.toString(routed.forwards().size()));
        }
        if (network instanceof LocalNetwork local) {
            return List.of(
                    name,
                    Json.lower(NetworkMode.LOCAL),
                    NOTHING,
                    attachment,
                    yesOrNo(local.translated()),
                    of(local.names()),
                    NOTHING,
                    NOTHING);
        }
        String on = network instanceof BridgedNetwork bridged ? attachment + " on " + bridged.device() : attachment;
        return List.of(name, Json.lower(NetworkMode.BRIDGED), NOTHING, on, NOTHING, NOTHING, NOTHING, NOTHING);
    }

    private static String yesOrNo(boolean yes) {
        return yes ? "yes" : "no";
    }
}
