package io.vmm4j.testkit.internal.linux;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.testkit.internal.board.Lease;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a Linux keeps the setup of its network cards: netplan(5) and network-config version 2, or interfaces(5). */
final class NetworkFiles {

    static final String NETPLAN = "/etc/netplan/50-cloud-init.yaml";
    static final String INTERFACES = "/etc/network/interfaces";

    private final Inside inside;

    NetworkFiles(Inside inside) {
        this.inside = inside;
    }

    /** The cards that are set up, none if nobody has done so. */
    List<CardSetup> read() {
        Optional<String> netplan = inside.read(NETPLAN);
        if (netplan.isPresent()) {
            return versionTwo(Yaml.parse(netplan.get()).path("network"));
        }
        return inside.read(INTERFACES).map(this::interfaces).orElseGet(List::of);
    }

    /** Keeps the setup in the manner of the system. */
    void write(List<CardSetup> cards) {
        if (inside.distribution() == Distribution.ALPINE) {
            writeInterfaces(cards);
        } else {
            writeNetplan(cards);
        }
    }

    private void writeNetplan(List<CardSetup> cards) {
        StringBuilder text = new StringBuilder("network:\n  version: 2\n  ethernets:\n");
        for (CardSetup card : cards) {
            text.append("    ").append(name(card)).append(":\n");
            text.append("      match: {macaddress: '")
                    .append(inside.board().parts().lladdrs().get(card.index()))
                    .append("'}\n");
            text.append("      dhcp4: ").append(card.address().isEmpty()).append('\n');
            card.address()
                    .ifPresent(address ->
                            text.append("      addresses: ['").append(address).append("']\n"));
            card.gateway()
                    .ifPresent(gateway -> text.append("      routes: [{to: default, via: '")
                            .append(gateway)
                            .append("'}]\n"));
        }
        inside.write(NETPLAN, text.toString(), 0600);
    }

    /** Keeps the setup in interfaces(5). */
    void writeInterfaces(List<CardSetup> cards) {
        StringBuilder text = new StringBuilder("auto lo\niface lo inet loopback\n");
        for (CardSetup card : cards) {
            text.append("\nauto ").append(name(card)).append("\niface ").append(name(card));
            text.append(" inet ")
                    .append(card.address().isPresent() ? "static" : "dhcp")
                    .append('\n');
            card.address()
                    .ifPresent(
                            address -> text.append("\taddress ").append(address).append('\n'));
            card.gateway()
                    .ifPresent(
                            gateway -> text.append("\tgateway ").append(gateway).append('\n'));
        }
        inside.write(INTERFACES, text.toString(), 0644);
    }

    String name(CardSetup card) {
        return inside.distribution().card(card.index());
    }

    /** Reads network-config of version 2. */
    List<CardSetup> versionTwo(JsonNode network) {
        List<CardSetup> cards = new ArrayList<>();
        network.path("ethernets").properties().forEach(entry -> {
            for (int index = 0; index < inside.board().parts().lladdrs().size(); index++) {
                if (matches(entry.getKey(), entry.getValue().path("match"), index)) {
                    cards.add(setup(index, entry.getValue()));
                }
            }
        });
        return cards;
    }

    private boolean matches(String key, JsonNode match, int index) {
        String name = inside.distribution().card(index);
        if (match.isMissingNode()) {
            return key.equals(name);
        }
        String lladdr = inside.board().parts().lladdrs().get(index);
        boolean sameAddress =
                !match.has("macaddress") || match.path("macaddress").asText().equalsIgnoreCase(lladdr);
        boolean sameName =
                !match.has("name") || name.matches(glob(match.path("name").asText()));
        return sameAddress && sameName;
    }

    private static String glob(String pattern) {
        return pattern.replace(".", "\\.").replace("*", ".*").replace("?", ".");
    }

    private static CardSetup setup(int index, JsonNode link) {
        Optional<String> address = Yaml.texts(link.path("addresses")).stream()
                .filter(each -> each.indexOf(':') < 0)
                .findFirst();
        if (address.isEmpty() || Yaml.isTrue(link.path("dhcp4"))) {
            return CardSetup.dhcp(index);
        }
        Optional<String> gateway = Yaml.text(link.path("gateway4"));
        for (JsonNode route : link.path("routes")) {
            String to = route.path("to").asText();
            if (to.equals("default") || to.equals("0.0.0.0/0")) {
                gateway = Yaml.text(route.path("via"));
            }
        }
        return new CardSetup(
                index, address, gateway, Yaml.texts(link.path("nameservers").path("addresses")));
    }

    /** Reads interfaces(5). */
    List<CardSetup> interfaces(String text) {
        Map<String, Map<String, String>> stanzas = new LinkedHashMap<>();
        String current = "";
        for (String line : text.lines().map(String::strip).toList()) {
            String[] words = line.split("\\s+", 2);
            if (words[0].equals("iface") && words.length == 2) {
                String[] rest = words[1].split("\\s+", -1);
                current = rest[0];
                stanzas.put(current, new LinkedHashMap<>(Map.of("method", rest.length > 2 ? rest[2] : "")));
            } else if (stanzas.containsKey(current) && words.length == 2) {
                stanzas.get(current).put(words[0], words[1]);
            }
        }
        List<CardSetup> cards = new ArrayList<>();
        for (int index = 0; index < inside.board().parts().lladdrs().size(); index++) {
            Optional<Map<String, String>> stanza = Optional.ofNullable(
                            stanzas.get(inside.distribution().card(index)))
                    .or(() -> Optional.ofNullable(stanzas.get("eth0")));
            if (stanza.isPresent()) {
                cards.add(setup(index, stanza.get()));
            }
        }
        return cards;
    }

    private static CardSetup setup(int index, Map<String, String> stanza) {
        return stanza.getOrDefault("method", "").equals("static")
                ? new CardSetup(
                        index,
                        Optional.ofNullable(stanza.get("address")),
                        Optional.ofNullable(stanza.get("gateway")),
                        List.of())
                : CardSetup.dhcp(index);
    }

    /** Sets the cards up; whether all of them have got what they need. */
    boolean start(List<CardSetup> cards) {
        boolean complete = true;
        for (CardSetup card : cards) {
            if (card.address().isPresent()) {
                names(card.nameServers());
                inside.board().setAddress(card.index(), card.address().get().replaceFirst("/.*", ""));
            } else {
                Optional<Lease> lease = inside.board().askForAddress(card.index());
                lease.ifPresent(each -> names(each.nameServers()));
                complete &= lease.isPresent();
            }
        }
        return complete;
    }

    private void names(List<String> servers) {
        StringBuilder text = new StringBuilder();
        servers.forEach(server -> text.append("nameserver ").append(server).append('\n'));
        inside.write("/etc/resolv.conf", text.toString(), 0644);
    }
}
