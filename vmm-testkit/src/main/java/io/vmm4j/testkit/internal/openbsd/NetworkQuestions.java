package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.internal.board.Fetched;
import io.vmm4j.testkit.internal.board.Parts;
import io.vmm4j.testkit.internal.net.Inet4;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The installer's questions about host name, interfaces, routes and names. */
final class NetworkQuestions {

    private final Installation state;
    private final Dialogue dialogue;
    private boolean hasStatic;
    private int staticAddress;
    private int staticMask;

    NetworkQuestions(Installation state) {
        this.state = state;
        this.dialogue = state.dialogue;
    }

    void ask() {
        hostname();
        dialogue.say("");
        interfaces();
        routes();
        names();
        state.mirrors = mirrors();
        dialogue.say("");
    }

    private void hostname() {
        while (true) {
            String answer = dialogue.require("System hostname? (short form, e.g. 'foo')", "");
            if (answer.chars().noneMatch(c -> c <= ' ' || c == 0x7f)) {
                int dot = answer.indexOf('.');
                state.hostname = dot > 0 ? answer.substring(0, dot) : answer;
                state.domain = dot > 0 ? answer.substring(dot + 1) : "";
                return;
            }
            dialogue.refuse("Invalid hostname.");
        }
    }

    private List<String> cards() {
        List<String> cards = new ArrayList<>();
        for (int i = 0; i < state.board.parts().lladdrs().size(); i++) {
            cards.add("vio" + i);
        }
        return cards;
    }

    private void interfaces() {
        List<String> choices = new ArrayList<>(cards());
        choices.add("vlan0");
        String listed = "Available network interfaces are: " + String.join(" ", choices) + ".";
        String question = "Network interface to configure? (name, lladdr, '?', or 'done')";
        dialogue.say(listed);
        while (true) {
            String standard = cards().stream()
                    .filter(card -> !state.interfaces.containsKey(card))
                    .findFirst()
                    .filter(card -> state.interfaces.isEmpty())
                    .orElse("done");
            String answer = dialogue.ask(question, standard);
            int byAddress = state.board.parts().lladdrs().indexOf(answer);
            String device = byAddress >= 0 ? "vio" + byAddress : answer;
            if (device.equals("done")) {
                return;
            }
            if (device.equals("?")) {
                dialogue.say(listed);
                cards().forEach(card -> dialogue.say("    " + card + ": lladdr " + lladdr(card)));
            } else if (!choices.contains(device)) {
                dialogue.refuse("'" + answer + "' is not a valid choice.");
                dialogue.say(listed);
            } else {
                configure(device);
                dialogue.say(listed);
            }
        }
    }

    private String lladdr(String card) {
        return state.board.parts().lladdrs().get(Integer.parseInt(card.substring(3)));
    }

    private void configure(String device) {
        String answer = dialogue.ask("IPv4 address for " + device + "? (or 'autoconf' or 'none')", "autoconf");
        int card = device.startsWith("vio") ? Integer.parseInt(device.substring(3)) : Integer.MAX_VALUE;
        switch (answer) {
            case "none" -> state.interfaces.put(device, "none");
            case "autoconf", "dhcp" -> {
                state.lease = state.board.askForAddress(card);
                state.interfaces.put(device, "autoconf");
            }
            default -> setAddress(device, card, answer);
        }
        String standard = state.release.isAfter("7.6") ? "autoconf" : "none";
        dialogue.ask("IPv6 address for " + device + "? (or 'autoconf' or 'none')", standard);
    }

    private void setAddress(String device, int card, String answer) {
        String[] parts = answer.split("/", 2);
        String mask = parts.length > 1
                ? Inet4.format(Inet4.mask(Math.min(32, Integer.parseInt("0" + parts[1].replaceAll("\\D", "")))))
                : dialogue.require("Netmask for " + device + "?", "255.255.255.0");
        OptionalInt address = Inet4.parse(parts[0]);
        OptionalInt bits = Inet4.parse(mask);
        if (address.isEmpty() || bits.isEmpty()) {
            dialogue.refuse("ifconfig: " + (address.isEmpty() ? parts[0] : mask) + ": bad value");
            return;
        }
        hasStatic = true;
        staticAddress = address.getAsInt();
        staticMask = bits.getAsInt();
        state.board.setAddress(card, parts[0]);
        state.interfaces.put(device, parts[0] + "/" + Integer.bitCount(staticMask));
    }

    private void routes() {
        if (!hasStatic || state.lease.isPresent()) {
            return;
        }
        while (true) {
            String answer = dialogue.require("Default IPv4 route? (IPv4 address or 'none')", "");
            if (answer.equals("none")) {
                return;
            }
            OptionalInt gateway = Inet4.parse(answer);
            boolean reachable =
                    gateway.isPresent() && (gateway.getAsInt() & staticMask) == (staticAddress & staticMask);
            dialogue.say("add net default: gateway " + answer + (reachable ? "" : ": Network is unreachable"));
            if (reachable) {
                state.gateway = answer;
                return;
            }
        }
    }

    private void names() {
        String standard = state.domain.isEmpty() ? "my.domain" : state.domain;
        if (state.lease.isPresent()) {
            state.domain = standard;
            dialogue.say("Using DNS domainname " + standard);
        } else {
            state.domain = dialogue.ask("DNS domain name? (e.g. 'example.com')", standard);
        }
        List<String> given = state.lease.map(lease -> lease.nameServers()).orElse(List.of());
        if (!given.isEmpty()) {
            state.nameServers = String.join(" ", given);
            dialogue.say("Using DNS nameservers at " + state.nameServers);
        } else {
            state.nameServers = dialogue.ask("DNS nameservers? (IP address list or 'none')", "none");
        }
    }

    /** The list of mirrors is fetched in the background; who cannot be reached is not waited for. */
    private Optional<MirrorList> mirrors() {
        if (!state.board.hasAddress()) {
            return Optional.empty();
        }
        return state.board.fetchAside(MirrorList.URL) instanceof Fetched.Answer answer
                        && answer.reply().isOk()
                ? Optional.of(MirrorList.parse(answer.reply().text()))
                : Optional.empty();
    }

    /** What the kernel says of a card that it was loaded by. */
    static String bootCard(Parts parts) {
        return "PXE boot MAC address " + parts.lladdrs().get(0) + ", interface vio0\n";
    }
}
