package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.pf.rule.InterfaceMatch;
import io.vmm4j.testkit.internal.pf.rule.NumberMatch;
import io.vmm4j.testkit.internal.pf.rule.Peer;
import io.vmm4j.testkit.internal.pf.rule.Protocols;

/** What the macros of labels and tags stand for in one rule: {@code $if}, {@code $srcaddr} and so on. */
record Labels(InterfaceMatch on, int protocol, Peer from, Peer to) {

    String fill(String text) {
        if (!text.contains("$")) {
            return text;
        }
        String device = on instanceof InterfaceMatch.Named named ? named.name() : "any";
        return text.replace("$if", device)
                .replace("$srcaddr", address(from))
                .replace("$dstaddr", address(to))
                .replace("$srcport", port(from.ports()))
                .replace("$dstport", port(to.ports()))
                .replace("$proto", protocol == 0 ? "ip" : Protocols.name(protocol));
    }

    private static String address(Peer peer) {
        return (peer.negated() ? "! " : "") + peer.host();
    }

    private static String port(NumberMatch ports) {
        return switch (ports.operator()) {
            case NONE, FROM_TO -> "";
            case EQUAL -> Long.toString(ports.first());
            case INSIDE, OUTSIDE -> ports.first() + ports.operator().sign() + ports.second();
            default -> ports.operator().sign() + ports.first();
        };
    }
}
