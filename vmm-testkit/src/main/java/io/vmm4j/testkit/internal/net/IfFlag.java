package io.vmm4j.testkit.internal.net;

/** The flags of an interface, in the order and with the bits in which ifconfig(8) prints them. */
public enum IfFlag {
    UP(0x1),
    BROADCAST(0x2),
    DEBUG(0x4),
    LOOPBACK(0x8),
    POINTOPOINT(0x10),
    RUNNING(0x40),
    NOARP(0x80),
    PROMISC(0x100),
    ALLMULTI(0x200),
    SIMPLEX(0x800),
    LINK0(0x1000),
    LINK1(0x2000),
    LINK2(0x4000),
    MULTICAST(0x8000),
    AUTOCONF4(0x800000);

    private final int bit;

    IfFlag(int bit) {
        this.bit = bit;
    }

    int bit() {
        return bit;
    }
}
