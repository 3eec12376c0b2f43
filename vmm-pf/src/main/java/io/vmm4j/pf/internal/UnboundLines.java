package io.vmm4j.pf.internal;

import io.vmm4j.Subnet;
import io.vmm4j.pf.LocalNetwork;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.NetworkSpec;
import io.vmm4j.pf.RoutedNetwork;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What unbound.conf(5) needs so that guests are answered. Those of a routed network ask the host's address there; those with local
 * interfaces are redirected to the loopback address.
 *
 * @param listening where it is told to listen by others; only if nowhere it does so on the loopback address by itself
 */
record UnboundLines(List<String> listening) {

    private static final Pattern LISTENING = Pattern.compile("(?m)^\\s*(?:interface|ip-address):\\s*\"?([^\\s\"#]+)");
    private static final Pattern LOOPBACK_TOO = Pattern.compile("(127\\.0\\.0\\.1|0\\.0\\.0\\.0|lo0)(@53)?");

    UnboundLines {
        listening = List.copyOf(listening);
    }

    /** With this text of others in the file. */
    static UnboundLines of(String others) {
        return new UnboundLines(
                LISTENING.matcher(others).results().map(found -> found.group(1)).toList());
    }

    /** The lines for a network, if it is to be answered. */
    Optional<String> serving(NetworkSpec spec, Subnet localPrefix) {
        if (spec instanceof RoutedNetwork routed && routed.names() instanceof NameService.Unbound) {
            return Optional.of("server:\n"
                    + (listening.isEmpty() ? "\tinterface: 127.0.0.1\n\tinterface: ::1\n" : "")
                    + "\tinterface: " + routed.gateway() + "\n\taccess-control: " + routed.requireSubnet()
                    + " allow\n");
        }
        if (spec instanceof LocalNetwork local && local.names() instanceof NameService.Unbound) {
            return Optional.of("server:\n"
                    + (listensForRedirected() ? "" : "\tinterface: 127.0.0.1\n")
                    + "\taccess-control: " + localPrefix + " allow\n");
        }
        return Optional.empty();
    }

    private boolean listensForRedirected() {
        return listening.isEmpty()
                || listening.stream().map(LOOPBACK_TOO::matcher).anyMatch(Matcher::matches);
    }
}
