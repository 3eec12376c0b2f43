package io.vmm4j.testkit.internal.net;

import io.vmm4j.testkit.internal.net.Neighbours.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The IPv4 routes as netstat(1) and route(8) print them, with numbers for names. Neither columns nor flags are verified against a real
 * one; counters are zero.
 */
final class RouteTable {

    private static final int STATIC = 8;
    private static final int CONNECTED = 4;
    private static final int CLONED = 3;
    private static final int LOCAL = 1;
    private static final String LOCALHOST = "127.0.0.1";
    private static final int MULTICAST = 0xe0000000;
    private static final int LOOPBACK_NET = 0x7f000000;

    private final Network network;
    private final List<Line> lines = new ArrayList<>();

    private RouteTable(Network network) {
        this.network = network;
    }

    /** A line: 32 bits stand for a host. */
    private record Line(
            int address, int length, String gateway, String flags, String mtu, int priority, String device) {

        String text() {
            return String.format(
                    Locale.ROOT,
                    "%-18s %-18s %-6s %5d %8d %5s  %4d %-5s\n",
                    destination(),
                    gateway,
                    flags,
                    0,
                    0,
                    mtu,
                    priority,
                    device);
        }

        /** Octets that the mask leaves nothing of are left out. */
        private String destination() {
            if (length == 0) {
                return "default";
            }
            if (length == 32) {
                return Inet4.format(address);
            }
            String[] octets = Inet4.format(address).split("\\.", -1);
            int kept = Math.max(1, (length + 7) / 8);
            return String.join(".", List.of(octets).subList(0, kept)) + "/" + length;
        }
    }

    /** What is printed. */
    static String of(Network network) {
        RouteTable table = new RouteTable(network);
        table.collect();
        table.lines.sort(Comparator.<Line>comparingLong(line -> Integer.toUnsignedLong(line.address()))
                .thenComparingInt(Line::length)
                .thenComparingInt(Line::priority));
        StringBuilder text = new StringBuilder("Routing tables\n\nInternet:\n");
        text.append(String.format(
                Locale.ROOT,
                "%-18s %-18s %-6s %5s %8s %5s  %4s %s\n",
                "Destination",
                "Gateway",
                "Flags",
                "Refs",
                "Use",
                "Mtu",
                "Prio",
                "Iface"));
        table.lines.forEach(line -> text.append(line.text()));
        return text.toString();
    }

    private void collect() {
        network.routes().all().stream()
                .filter(route -> route.rdomain() == 0 && route.gateway().isPresent())
                .forEach(route -> add(new Line(
                        route.network(),
                        route.length(),
                        Inet4.format(route.gateway().getAsInt()),
                        "UGS",
                        "-",
                        STATIC,
                        route.device())));
        network.interfaces()
                .all()
                .filter(device -> device.is(IfFlag.UP) && device.rdomain() == 0)
                .forEach(device -> device.addresses().forEach(own -> own(device, own)));
        network.neighbours().all().stream()
                .filter(entry -> !(entry.term() instanceof Term.Local))
                .forEach(entry -> add(new Line(
                        entry.address(),
                        32,
                        entry.lladdr().map(Lladdr::toString).orElse("link#0"),
                        "UHLc",
                        "-",
                        CLONED,
                        entry.device())));
    }

    private void add(Line line) {
        lines.add(line);
    }

    private void own(NetInterface device, IfAddress own) {
        String name = device.name();
        if (device.is(IfFlag.LOOPBACK)) {
            String mtu = String.valueOf(device.mtu());
            add(new Line(MULTICAST, 4, LOCALHOST, "URS", mtu, STATIC, name));
            add(new Line(LOOPBACK_NET, 8, LOCALHOST, "UGRS", mtu, STATIC, name));
            add(new Line(own.address(), 32, LOCALHOST, "UHhl", mtu, LOCAL, name));
            return;
        }
        String address = Inet4.format(own.address());
        Optional<String> lladdr = device.lladdr().map(Lladdr::toString);
        int length = Integer.bitCount(own.mask());
        if (length < 32) {
            add(new Line(own.address() & own.mask(), length, address, "UCn", "-", CONNECTED, name));
        }
        add(new Line(own.address(), 32, lladdr.orElse(address), "UHLl", "-", LOCAL, name));
        if (own.broadcast() != 0) {
            add(new Line(own.broadcast(), 32, address, "UHb", "-", LOCAL, name));
        }
    }
}
