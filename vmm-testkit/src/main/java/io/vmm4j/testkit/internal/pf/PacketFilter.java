package io.vmm4j.testkit.internal.pf;

import java.time.Instant;
import java.util.List;

/**
 * Whether pf(4) is enabled, since when, and the rules in force as pfctl(8) prints them. Immutable.
 *
 * @param enabled whether it filters
 * @param since since when it does or does not
 * @param rules the rules
 */
public record PacketFilter(boolean enabled, Instant since, List<String> rules) {

    /** What the pf.conf(5) that every OpenBSD comes with amounts to. */
    public static final List<String> STANDARD_RULES = List.of(
            "block return all",
            "pass all flags S/SA",
            "block return in on ! lo0 proto tcp from any to any port 6000:6010",
            "block return out log proto tcp all user = 55",
            "block return out log proto udp all user = 55");

    public PacketFilter {
        rules = List.copyOf(rules);
    }

    PacketFilter enabled(boolean value, Instant now) {
        return new PacketFilter(value, now, rules);
    }
}
