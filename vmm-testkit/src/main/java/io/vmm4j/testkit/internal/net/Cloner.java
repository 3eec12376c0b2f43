package io.vmm4j.testkit.internal.net;

import io.vmm4j.testkit.internal.libc.Ascii;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The kinds of interfaces that can be created: what {@code ifconfig -C} lists, as far as the simulation knows them. */
public enum Cloner {
    BRIDGE(1500),
    LO(32768),
    PAIR(1500),
    TAP(1500),
    VEB(0),
    VETHER(1500),
    VPORT(1500);

    private final int mtu;

    Cloner(int mtu) {
        this.mtu = mtu;
    }

    /** The driver's name. */
    public String driver() {
        return name().toLowerCase(Locale.ROOT);
    }

    Set<IfFlag> flags() {
        return switch (this) {
            case BRIDGE -> EnumSet.noneOf(IfFlag.class);
            case LO -> EnumSet.of(IfFlag.LOOPBACK, IfFlag.MULTICAST);
            default -> EnumSet.of(IfFlag.BROADCAST, IfFlag.SIMPLEX, IfFlag.MULTICAST);
        };
    }

    int mtu() {
        return mtu;
    }

    /** Whether it connects other interfaces. */
    public boolean isSwitch() {
        return this == BRIDGE || this == VEB;
    }

    boolean hasLladdr() {
        return this != BRIDGE && this != VEB && this != LO;
    }

    /** Whether it has a state of its link to show. */
    boolean hasLink() {
        return this == TAP || this == VETHER || this == PAIR;
    }

    /** The kind of the interface of that name: the driver's name and a number without leading zeros. */
    public static Optional<Cloner> of(String name) {
        int digits = name.length();
        while (digits > 0 && Ascii.isDigit(name.charAt(digits - 1))) {
            digits--;
        }
        String number = name.substring(digits);
        if (number.isEmpty() || number.length() > 6 || (number.length() > 1 && number.startsWith("0"))) {
            return Optional.empty();
        }
        for (Cloner cloner : values()) {
            if (cloner.driver().equals(name.substring(0, digits))) {
                return Optional.of(cloner);
            }
        }
        return Optional.empty();
    }
}
