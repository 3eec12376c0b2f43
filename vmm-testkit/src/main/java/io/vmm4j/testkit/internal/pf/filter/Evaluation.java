package io.vmm4j.testkit.internal.pf.filter;

import io.vmm4j.testkit.internal.pf.rule.Action;
import io.vmm4j.testkit.internal.pf.rule.Criteria;
import io.vmm4j.testkit.internal.pf.rule.Direction;
import io.vmm4j.testkit.internal.pf.rule.Host;
import io.vmm4j.testkit.internal.pf.rule.InterfaceMatch;
import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import io.vmm4j.testkit.internal.pf.rule.NumberMatch;
import io.vmm4j.testkit.internal.pf.rule.Peer;
import io.vmm4j.testkit.internal.pf.rule.Protocols;
import io.vmm4j.testkit.internal.pf.rule.Rule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One packet on its way through the rules: the last that matches decides, unless one is quick; match rules change the packet for
 * those after them. No socket is known to belong to a packet, so {@code user} and {@code group} match {@code unknown} only.
 */
final class Evaluation {

    private static final int MAX_DEPTH = 64;
    private static final long UNKNOWN_OWNER = -1;

    private final Rulesets rulesets;
    private final FilterHost host;
    private final Translator translator;
    private final boolean in;
    private final String device;
    private final String receivedOn;
    private final Map<String, Boolean> calledDevice = new HashMap<>();
    private PfPacket packet;
    private String tag;
    private OptionalInt rtable = OptionalInt.empty();
    private @Nullable LoadedRule last;
    private @Nullable Ruleset lastRuleset;

    Evaluation(
            Rulesets rulesets,
            FilterHost host,
            Translator translator,
            boolean in,
            String device,
            String receivedOn,
            PfPacket packet,
            String tag) {
        this.rulesets = rulesets;
        this.host = host;
        this.translator = translator;
        this.in = in;
        this.device = device;
        this.receivedOn = receivedOn;
        this.packet = packet;
        this.tag = tag;
    }

    /** The rule that decides; none if nothing matches. */
    Optional<LoadedRule> run() {
        run(rulesets.main(), 0);
        return Optional.ofNullable(last);
    }

    Ruleset decidingRuleset() {
        Ruleset found = lastRuleset;
        return found == null ? rulesets.main() : found;
    }

    PfPacket packet() {
        return packet;
    }

    String tag() {
        return tag;
    }

    OptionalInt rtable() {
        return rtable;
    }

    /** Whether no further rule is looked at. */
    private boolean run(Ruleset ruleset, int depth) {
        for (LoadedRule loaded : ruleset.rules()) {
            loaded.evaluated();
            Rule rule = loaded.rule();
            if (matches(rule.criteria(), ruleset)) {
                if (!rule.effects().tag().isEmpty()) {
                    tag = rule.effects().tag();
                }
                if (rule.action() instanceof Action.Anchor anchor) {
                    if (depth < MAX_DEPTH && step(ruleset, anchor, rule.quick(), depth)) {
                        return true;
                    }
                } else if (apply(loaded, ruleset)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean apply(LoadedRule loaded, Ruleset ruleset) {
        Rule rule = loaded.rule();
        if (rule.action() instanceof Action.Match) {
            loaded.decided(in);
            if (rule.effects().rtable().isPresent()) {
                rtable = rule.effects().rtable();
            }
            Optional<PfPacket> translated = translator.translate(loaded, ruleset, packet, in);
            if (translated.isPresent()) {
                packet = translated.get();
            }
        } else {
            last = loaded;
            lastRuleset = ruleset;
        }
        return rule.quick();
    }

    private boolean step(Ruleset from, Action.Anchor anchor, boolean quick, int depth) {
        AnchorPath path = AnchorPath.of(from.path(), anchor.call());
        Optional<Ruleset> target = rulesets.find(path.path());
        if (target.isEmpty()) {
            return false;
        }
        LoadedRule before = last;
        if (!path.wildcard()) {
            if (run(target.get(), depth + 1)) {
                return true;
            }
        } else {
            for (Ruleset child : target.get().children().values()) {
                if (run(child, depth + 1)) {
                    return true;
                }
            }
        }
        return quick && last != before;
    }

    private boolean matches(Criteria criteria, Ruleset ruleset) {
        return criteria.direction().admits(in ? Direction.IN : Direction.OUT)
                && isOn(criteria.on(), device)
                && criteria.family().admits(packet.source().family())
                && (criteria.protocol() == 0 || criteria.protocol() == packet.protocol())
                && !criteria.fragment()
                && isPeer(criteria.from(), packet.source(), packet.sourcePort(), ruleset)
                && isPeer(criteria.to(), packet.destination(), packet.destinationPort(), ruleset)
                && (packet.protocol() != Protocols.TCP || criteria.flags().matches(packet.flags()))
                && (!packet.isIcmp() || criteria.icmp().matches(packet.icmpType(), packet.icmpCode()))
                && isReceivedOn(criteria.receivedOn())
                && isOwner(criteria.user())
                && isOwner(criteria.group())
                && isTagged(criteria.tagged());
    }

    private static boolean isOwner(NumberMatch match) {
        return match.matches(UNKNOWN_OWNER);
    }

    private boolean isTagged(String wanted) {
        return wanted.isEmpty()
                || (wanted.startsWith("!") ? !wanted.substring(1).equals(tag) : wanted.equals(tag));
    }

    private boolean isReceivedOn(InterfaceMatch match) {
        return match instanceof InterfaceMatch.Every || (!receivedOn.isEmpty() && isOn(match, receivedOn));
    }

    private boolean isOn(InterfaceMatch match, String name) {
        if (match instanceof InterfaceMatch.Named named) {
            boolean called = named.name().equals("any") ? !isCalled(name, "lo") : isCalled(name, named.name());
            return called != named.negated();
        }
        if (match instanceof InterfaceMatch.Rdomain rdomain) {
            return (host.rdomain(name) == rdomain.number()) != rdomain.negated();
        }
        return true;
    }

    private boolean isCalled(String name, String wanted) {
        return name.equals(device)
                ? calledDevice.computeIfAbsent(wanted, one -> host.isCalled(device, one))
                : host.isCalled(name, wanted);
    }

    private boolean isPeer(Peer peer, IpAddress address, int port, Ruleset ruleset) {
        if (peer.ports().isPresent() && !peer.ports().matches(port)) {
            return false;
        }
        return peer.host() instanceof Host.Any || isHost(peer.host(), address, ruleset) != peer.negated();
    }

    private boolean isHost(Host wanted, IpAddress address, Ruleset ruleset) {
        if (wanted instanceof Host.Network network) {
            return network.prefix().contains(address);
        }
        if (wanted instanceof Host.Table table) {
            return rulesets.table(ruleset, table.name())
                    .filter(found -> found.contains(address))
                    .isPresent();
        }
        if (wanted instanceof Host.Dynamic dynamic) {
            return host.addresses(dynamic.name(), dynamic.modifiers()).stream()
                    .map(prefix -> Translator.masked(prefix, dynamic))
                    .anyMatch(prefix -> prefix.contains(address));
        }
        if (wanted instanceof Host.Range range) {
            return address.family() == range.family()
                    && range.first().compareTo(address) <= 0
                    && address.compareTo(range.last()) <= 0;
        }
        return wanted instanceof Host.NoRoute && !host.hasRoute(address);
    }
}
