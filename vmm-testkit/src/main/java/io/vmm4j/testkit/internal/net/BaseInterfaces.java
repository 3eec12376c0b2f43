package io.vmm4j.testkit.internal.net;

import java.util.EnumSet;

/** The interfaces that a machine with one network card has from boot. */
public final class BaseInterfaces {

    private static final Lladdr CARD = new Lladdr(0x525400123456L);
    private static final int LOOPBACK = 0x7f000001;
    /** Who takes what goes out of the card's network: 10.0.2.2. */
    public static final int GATEWAY = 0x0a000202;

    private static final int ADDRESS = 0x0a00020f;

    private BaseInterfaces() {}

    /** Adds the card, 10.0.2.15 on its network, and what every kernel has. */
    public static void attach(Interfaces interfaces) {
        NetInterface card = interfaces.attach(
                "em0",
                EnumSet.of(
                        IfFlag.UP,
                        IfFlag.BROADCAST,
                        IfFlag.RUNNING,
                        IfFlag.SIMPLEX,
                        IfFlag.MULTICAST,
                        IfFlag.AUTOCONF4),
                1500);
        card.setLladdr(CARD);
        card.setMedia("Ethernet autoselect (1000baseT full-duplex)");
        card.setLink(NetInterface.Link.ACTIVE);
        card.addresses().add(new IfAddress(ADDRESS, Inet4.mask(24)));
        interfaces.attach("enc0", EnumSet.noneOf(IfFlag.class), 0).groups().add("enc");
        NetInterface loopback = interfaces.attach(
                "lo0", EnumSet.of(IfFlag.UP, IfFlag.LOOPBACK, IfFlag.RUNNING, IfFlag.MULTICAST), 32_768);
        loopback.groups().add("lo");
        loopback.addresses().add(new IfAddress(LOOPBACK, Inet4.mask(8)));
        interfaces
                .attach("pflog0", EnumSet.of(IfFlag.UP, IfFlag.RUNNING, IfFlag.PROMISC), 33_136)
                .groups()
                .add("pflog");
    }
}
