package io.vmm4j.testkit.internal.pf.rule;

import io.vmm4j.testkit.internal.libc.Ascii;
import java.util.Map;
import java.util.OptionalInt;

/** The protocols and services that /etc/protocols and /etc/services name, as far as rules for hosts need them. */
public final class Protocols {

    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ICMP6 = 58;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(ICMP, "icmp"),
            Map.entry(2, "igmp"),
            Map.entry(4, "ipencap"),
            Map.entry(TCP, "tcp"),
            Map.entry(UDP, "udp"),
            Map.entry(41, "ipv6"),
            Map.entry(47, "gre"),
            Map.entry(50, "esp"),
            Map.entry(51, "ah"),
            Map.entry(ICMP6, "ipv6-icmp"),
            Map.entry(89, "ospf"),
            Map.entry(112, "carp"));
    private static final Map<String, Integer> ALIASES = Map.of("icmp6", ICMP6);
    private static final Map<String, Integer> SERVICES = Map.ofEntries(
            Map.entry("ftp", 21),
            Map.entry("ssh", 22),
            Map.entry("telnet", 23),
            Map.entry("smtp", 25),
            Map.entry("domain", 53),
            Map.entry("bootps", 67),
            Map.entry("bootpc", 68),
            Map.entry("tftp", 69),
            Map.entry("http", 80),
            Map.entry("www", 80),
            Map.entry("pop3", 110),
            Map.entry("auth", 113),
            Map.entry("ntp", 123),
            Map.entry("imap", 143),
            Map.entry("snmp", 161),
            Map.entry("ldap", 389),
            Map.entry("https", 443),
            Map.entry("isakmp", 500),
            Map.entry("syslog", 514),
            Map.entry("dhcpv6-client", 546),
            Map.entry("dhcpv6-server", 547),
            Map.entry("submission", 587),
            Map.entry("imaps", 993),
            Map.entry("pop3s", 995),
            Map.entry("nfsd", 2049),
            Map.entry("mysql", 3306),
            Map.entry("postgresql", 5432),
            Map.entry("vnc", 5900));

    private Protocols() {}

    /** The number of a protocol. */
    public static OptionalInt number(String name) {
        Integer alias = ALIASES.get(name);
        return alias != null
                ? OptionalInt.of(alias)
                : NAMES.entrySet().stream()
                        .filter(each -> each.getValue().equals(name))
                        .mapToInt(Map.Entry::getKey)
                        .findFirst();
    }

    /** How a protocol is printed. */
    public static String name(int number) {
        return NAMES.getOrDefault(number, Integer.toString(number));
    }

    /** A port by its number, even if larger than any, or by the name of its service. */
    public static OptionalInt port(String text) {
        if (!text.isEmpty() && text.length() < 10 && text.chars().allMatch(Ascii::isDigit)) {
            return OptionalInt.of(Integer.parseInt(text));
        }
        Integer port = SERVICES.get(text);
        return port == null ? OptionalInt.empty() : OptionalInt.of(port);
    }
}
