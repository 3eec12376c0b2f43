package io.vmm4j.host.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses that dhcpd(8) always gives to the same machines, by lladdr. They are in {@code host} blocks of its configuration and
 * never among the leases; one given by name is left out. dhcpd.conf(5).
 */
record FixedHosts(Map<String, String> addresses) {

    /** Comments and texts come first, so that a brace in one is none. */
    private static final Pattern NOT_SYNTAX = Pattern.compile("\"[^\"\\n]*\"|#[^\\n]*");

    private static final Pattern HOST = Pattern.compile("(?s)\\bhost\\s+\\S+\\s*\\{([^{}]*)}");
    private static final Pattern LLADDR = Pattern.compile("(?i)\\bhardware\\s+ethernet\\s+([0-9a-f:]{17})\\s*;");
    private static final Pattern ADDRESS =
            Pattern.compile("\\bfixed-address\\s+(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})\\s*[;,]");

    static FixedHosts parse(String text) {
        Map<String, String> addresses = new LinkedHashMap<>();
        String plain =
                NOT_SYNTAX.matcher(text).replaceAll(found -> found.group().startsWith("#") ? "" : "text");
        Matcher host = HOST.matcher(plain);
        while (host.find()) {
            Matcher lladdr = LLADDR.matcher(host.group(1));
            Matcher address = ADDRESS.matcher(host.group(1));
            if (lladdr.find() && address.find()) {
                addresses.put(lladdr.group(1).toLowerCase(Locale.ROOT), address.group(1));
            }
        }
        return new FixedHosts(Map.copyOf(addresses));
    }

    Optional<String> of(Collection<String> lladdrs) {
        return lladdrs.stream()
                .filter(addresses::containsKey)
                .map(addresses::get)
                .findFirst();
    }
}
