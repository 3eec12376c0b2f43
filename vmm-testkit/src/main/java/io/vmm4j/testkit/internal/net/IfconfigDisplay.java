package io.vmm4j.testkit.internal.net;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** What ifconfig(8) prints of an interface. */
final class IfconfigDisplay {

    private final Interfaces interfaces;
    private final Instant now;
    private final Detail detail;
    private final StringBuilder text = new StringBuilder();

    /** How much of an interface is shown. */
    enum Detail {
        /** All of one that was named. */
        FULL,
        /** What a list of all shows: one IPv4 address each, and no address caches. */
        BRIEF
    }

    IfconfigDisplay(Interfaces interfaces, Instant now, Detail detail) {
        this.interfaces = interfaces;
        this.now = now;
        this.detail = detail;
    }

    String show(NetInterface shown) {
        text.setLength(0);
        text.append(shown.name()).append(": ").append(flags(shown.flags()));
        if (shown.rdomain() != 0) {
            text.append(" rdomain ").append(shown.rdomain());
        }
        if (shown.mtu() != 0) {
            text.append(" mtu ").append(shown.mtu());
        }
        text.append('\n');
        shown.lladdr().ifPresent(lladdr -> line("lladdr " + lladdr));
        if (!shown.description().isEmpty()) {
            line("description: " + shown.description());
        }
        line("index " + shown.index() + (shown.isSwitch() ? "" : " priority 0") + " llprio 3");
        if (!shown.groups().isEmpty()) {
            line("groups: " + String.join(" ", shown.groups()));
        }
        media(shown);
        if (shown.isSwitch()) {
            switched(shown);
        }
        addresses(shown);
        return text.toString();
    }

    private void line(String content) {
        text.append('\t').append(content).append('\n');
    }

    private static String flags(Set<IfFlag> flags) {
        int bits = flags.stream().mapToInt(IfFlag::bit).sum();
        StringBuilder names = new StringBuilder();
        for (IfFlag flag : EnumSet.allOf(IfFlag.class)) {
            if (flags.contains(flag)) {
                names.append(names.isEmpty() ? "" : ",").append(flag);
            }
        }
        return "flags=" + Integer.toHexString(bits) + "<" + names + ">";
    }

    private void media(NetInterface shown) {
        if (!shown.media().isEmpty()) {
            line("media: " + shown.media());
        }
        switch (shown.link()) {
            case ACTIVE -> line("status: active");
            case DOWN -> line("status: no carrier");
            case NONE -> {}
        }
    }

    private void switched(NetInterface shown) {
        if (shown.cloner().filter(kind -> kind == Cloner.BRIDGE).isPresent()) {
            line("priority 32768 hellotime 2 fwddelay 15 maxage 20 holdcnt 6 proto rstp");
            if (detail == Detail.FULL) {
                line("designated: id 00:00:00:00:00:00 priority 0");
            }
        }
        for (String member : shown.members()) {
            int port = interfaces.find(member).map(NetInterface::index).orElse(0);
            line(member + " flags=3<LEARNING,DISCOVER>");
            line("\tport " + port + " ifpriority 0 ifcost 0");
        }
        if (detail == Detail.FULL) {
            line("Addresses (max cache: " + shown.cacheSize() + ", timeout: " + shown.cacheTimeout() + "):");
            for (Station station : shown.stations()) {
                long age = Duration.between(station.heard(), now).toSeconds();
                line("\t" + station.lladdr() + " " + station.port() + " " + age + " flags=0<>");
            }
        }
    }

    private void addresses(NetInterface shown) {
        for (NetInterface.Inet6Address address : shown.addresses6()) {
            line("inet6 " + address.address() + " prefixlen " + address.length());
        }
        boolean broadcasts = shown.is(IfFlag.BROADCAST);
        for (IfAddress address : shown.addresses()) {
            String broadcast =
                    broadcasts && address.broadcast() != 0 ? " broadcast " + Inet4.format(address.broadcast()) : "";
            line("inet " + Inet4.format(address.address()) + " netmask 0x" + Integer.toHexString(address.mask())
                    + broadcast);
            if (detail == Detail.BRIEF) {
                return;
            }
        }
    }
}
