package io.vmm4j.pf.internal;

import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The destinations that {@code netstat -rnf inet} prints. */
final class Routes {

    private static final Pattern DESTINATION = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){0,3})(?:/(\\d{1,2}))?");
    private static final int OCTETS = 4;

    private Routes() {}

    /** All but the default route. Octets that are left out are 0. */
    static List<Subnet> parse(String text) {
        List<Subnet> routes = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher matcher = DESTINATION.matcher(line.split("\\s", 2)[0]);
            if (!matcher.matches()) {
                continue;
            }
            String[] octets = matcher.group(1).split("\\.", -1);
            String address = matcher.group(1) + ".0".repeat(OCTETS - octets.length);
            int length = matcher.group(2) != null ? Integer.parseInt(matcher.group(2)) : octets.length * 8;
            if (length > 0) {
                routes.add(Subnet.containing(Ipv4Address.of(address), length));
            }
        }
        return List.copyOf(routes);
    }
}
