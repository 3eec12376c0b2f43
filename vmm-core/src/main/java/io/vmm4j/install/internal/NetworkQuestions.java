package io.vmm4j.install.internal;

import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import io.vmm4j.install.InstallTarget;
import io.vmm4j.install.InstallTarget.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The installer's questions about interfaces, routes and names. */
final class NetworkQuestions {

    private static final String NONE = "none";
    private static final String AUTO = "autoconf";
    private static final String DONE = "done";

    private final Dialogue dialogue;
    private final InstallTarget target;
    private final String hostname;
    private final List<Subnet> networks = new ArrayList<>();
    private int configured;
    private int automatic;
    private boolean fixedIpv6;

    NetworkQuestions(Dialogue dialogue, InstallTarget target, String hostname) {
        this.dialogue = dialogue;
        this.target = target;
        this.hostname = hostname;
    }

    void ask() {
        askInterfaces();
        if (!networks.isEmpty()) {
            askRoute();
        }
        if (fixedIpv6) {
            dialogue.ask("IPv6 default router?", Optional.of(NONE));
        }
        boolean onlyDhcp = configured == 1 && automatic == 1;
        if (!onlyDhcp) {
            int dot = hostname.indexOf('.');
            dialogue.ask(
                    "DNS domain name? (e.g. 'example.com')",
                    Optional.of(dot < 0 ? "my.domain" : hostname.substring(dot + 1)));
        }
        if (!onlyDhcp || !target.has(Trait.DHCP_NAMESERVERS)) {
            dialogue.ask("DNS nameservers? (IP address list or 'none')", Optional.of(NONE));
        }
    }

    private void askInterfaces() {
        String fallback =
                target.interfaces().isEmpty() ? DONE : target.interfaces().get(0);
        while (true) {
            String name = dialogue.askOrEnd(
                    "Network interface to configure? (name, lladdr, '?', or 'done')",
                    "",
                    Optional.of(fallback),
                    text -> text.equals(DONE)
                            || target.interfaces().contains(text)
                            || text.matches("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}"),
                    "is no interface");
            if (name.equals(DONE)) {
                return;
            }
            if (configured > 0 && !name.equals(target.interfaces().get(0))) {
                dialogue.ask("Symbolic (host) name for " + name + "?", Optional.of(hostname));
            }
            configured++;
            askIpv4(name);
            askIpv6(name);
            fallback = DONE;
        }
    }

    private void askIpv4(String name) {
        String question = "IPv4 address for " + name + "? (or 'autoconf' or 'none')";
        String answer = dialogue.ask(question, Optional.of(AUTO));
        switch (answer) {
            case AUTO, "dhcp" -> automatic++;
            case NONE -> {}
            default -> askMask(name, question, answer);
        }
    }

    private void askMask(String name, String question, String answer) {
        int slash = answer.indexOf('/');
        String mask = slash >= 0
                ? answer.substring(slash + 1)
                : dialogue.ask("Netmask for " + name + "?", Optional.of("255.255.255.0"));
        try {
            Ipv4Address address = Ipv4Address.of(slash < 0 ? answer : answer.substring(0, slash));
            networks.add(Subnet.containing(address, prefix(mask)));
        } catch (InvalidValueException | NumberFormatException e) {
            dialogue.abort(question, answer + " with mask " + mask + " is a bad value for ifconfig(8)");
        }
    }

    private static int prefix(String mask) {
        return mask.indexOf('.') < 0
                ? Integer.parseInt(mask)
                : Integer.bitCount(Ipv4Address.of(mask).bits());
    }

    private void askIpv6(String name) {
        boolean automaticByDefault = target.release().atLeast(7, 9);
        String answer = dialogue.ask(
                "IPv6 address for " + name + "? (or 'autoconf' or 'none')",
                Optional.of(automaticByDefault ? AUTO : NONE));
        if (!answer.equals(NONE) && !answer.equals(AUTO)) {
            fixedIpv6 = true;
            if (answer.indexOf('/') < 0) {
                dialogue.ask("IPv6 prefix length for " + name + "?", Optional.of("64"));
            }
        }
    }

    private void askRoute() {
        dialogue.askAgain(
                "Default IPv4 route? (IPv4 address or 'none')",
                Optional.empty(),
                text -> text.toLowerCase(Locale.ROOT).equals(NONE) || reachable(text),
                "is not reachable from the guest's address");
    }

    private boolean reachable(String text) {
        try {
            Ipv4Address router = Ipv4Address.of(text);
            return networks.stream().anyMatch(network -> network.contains(router));
        } catch (InvalidValueException e) {
            return false;
        }
    }
}
