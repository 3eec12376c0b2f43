package io.vmm4j.testkit.internal.dhcp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the value of an option of dhcp-options(5) is made of.
 *
 * @param parts the parts, in order
 * @param repeated whether more of the same can follow, behind commas
 */
record OptionFormat(String parts, boolean repeated) {

    /** Octets or a string. */
    static final char OCTETS = 'x';

    static final char TEXT = 't';
    static final char ADDRESS = 'a';
    static final char NUMBER = 'n';
    static final char FLAG = 'f';

    private static final Map<String, OptionFormat> STANDARD = new HashMap<>();
    private static final Pattern BY_NUMBER = Pattern.compile("option-([1-9][0-9]{0,2})");

    static {
        all(
                "a",
                "subnet-mask swap-server broadcast-address router-solicitation-address dhcp-requested-address"
                        + " dhcp-server-identifier");
        all(
                "a+",
                "routers time-servers ien116-name-servers domain-name-servers log-servers cookie-servers lpr-servers"
                        + " impress-servers resource-location-servers nis-servers ntp-servers netbios-name-servers"
                        + " netbios-dd-server font-servers x-display-manager nisplus-servers mobile-ip-home-agent smtp-server"
                        + " pop-server nntp-server www-server finger-server irc-server streettalk-server"
                        + " streettalk-directory-assistance-server");
        all("aa+", "policy-filter static-routes");
        all(
                "n",
                "time-offset boot-size max-dgram-reassembly default-ip-ttl path-mtu-aging-timeout interface-mtu"
                        + " arp-cache-timeout default-tcp-ttl tcp-keepalive-interval netbios-node-type dhcp-lease-time"
                        + " dhcp-option-overload dhcp-message-type dhcp-max-message-size dhcp-renewal-time dhcp-rebinding-time");
        all("n+", "path-mtu-plateau-table dhcp-parameter-request-list");
        all(
                "f",
                "ip-forwarding non-local-source-routing all-subnets-local perform-mask-discovery mask-supplier"
                        + " router-discovery trailer-encapsulation ieee802-3-encapsulation tcp-keepalive-garbage");
        all(
                "t",
                "merit-dump domain-name root-path extensions-path nis-domain netbios-scope dhcp-message nisplus-domain"
                        + " tftp-server-name bootfile-name domain-search");
        all("x", "host-name vendor-encapsulated-options dhcp-class-identifier dhcp-client-identifier");
    }

    private static void all(String format, String names) {
        boolean repeated = format.endsWith("+");
        OptionFormat value = new OptionFormat(format.replace("+", ""), repeated);
        Arrays.stream(names.split(" ", -1)).forEach(name -> STANDARD.put(name, value));
    }

    /** That of an option, by its name, or by its number as {@code option-252}. */
    static Optional<OptionFormat> of(String name) {
        Matcher number = BY_NUMBER.matcher(name);
        if (number.matches() && Integer.parseInt(number.group(1)) < 255) {
            return Optional.of(new OptionFormat(String.valueOf(OCTETS), false));
        }
        return Optional.ofNullable(STANDARD.get(name));
    }
}
