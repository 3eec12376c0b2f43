package io.vmm4j.testkit.internal.pf.filter;

import io.vmm4j.testkit.internal.pf.rule.Effects;
import io.vmm4j.testkit.internal.pf.rule.Family;
import io.vmm4j.testkit.internal.pf.rule.Host;
import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import io.vmm4j.testkit.internal.pf.rule.NumberMatch;
import io.vmm4j.testkit.internal.pf.rule.Pool;
import io.vmm4j.testkit.internal.pf.rule.Prefix;
import io.vmm4j.testkit.internal.pf.rule.TableEntry;
import java.util.List;
import java.util.Optional;

/** Gives packets other addresses and ports, as {@code rdr-to} and {@code nat-to} say. */
final class Translator {

    private static final int TRIES = 1000;

    private final Rulesets rulesets;
    private final FilterHost host;
    private final StateTable states;

    Translator(Rulesets rulesets, FilterHost host, StateTable states) {
        this.rulesets = rulesets;
        this.host = host;
        this.states = states;
    }

    /** The packet as the rule wants it; empty if there is no address for it. */
    Optional<PfPacket> translate(LoadedRule loaded, Ruleset ruleset, PfPacket packet, boolean in) {
        Effects effects = loaded.rule().effects();
        PfPacket changed = packet;
        if (effects.rdr().isPresent()) {
            Pool pool = effects.rdr().get();
            Optional<IpAddress> address = choose(pool, loaded, ruleset, packet.destination());
            if (address.isEmpty()) {
                return Optional.empty();
            }
            int port = redirected(pool, loaded.rule().criteria().to().ports(), packet);
            changed = changed.to(address.get(), port);
        }
        if (effects.nat().isPresent()) {
            Pool pool = effects.nat().get();
            Optional<IpAddress> address = choose(pool, loaded, ruleset, packet.source());
            if (address.isEmpty()) {
                return Optional.empty();
            }
            changed = changed.from(address.get(), packet.sourcePort());
            if (!pool.isStaticPort() && (packet.sourcePort() != 0)) {
                changed = changed.from(address.get(), freePort(pool, changed, in));
            }
        }
        return Optional.of(changed);
    }

    private static int redirected(Pool pool, NumberMatch matched, PfPacket packet) {
        if (pool.firstPort() == 0) {
            return packet.destinationPort();
        }
        if (pool.lastPort() == 0 || pool.lastPort() == pool.firstPort()) {
            return pool.firstPort();
        }
        long offset = packet.destinationPort() - matched.first();
        return pool.firstPort() + (int) Math.floorMod(offset, pool.lastPort() - pool.firstPort() + 1L);
    }

    private int freePort(Pool pool, PfPacket packet, boolean in) {
        int port = pool.firstPort();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            port = pool.firstPort() + host.random(pool.lastPort() - pool.firstPort() + 1);
            if (!states.isTaken(StateKey.of(packet.from(packet.source(), port), in, 0))) {
                return port;
            }
        }
        return port;
    }

    private Optional<IpAddress> choose(Pool pool, LoadedRule loaded, Ruleset ruleset, IpAddress before) {
        List<Prefix> candidates = candidates(pool.host(), ruleset).stream()
                .filter(prefix -> prefix.address().family() == before.family())
                .toList();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        int index = switch (pool.selection()) {
            case " random" -> host.random(candidates.size());
            case "", " bitmask" -> 0;
            default -> loaded.nextTurn(candidates.size());
        };
        Prefix chosen = candidates.get(index);
        if (pool.selection().equals(" bitmask")) {
            IpAddress rest = before.masked(chosen.length());
            return Optional.of(new IpAddress(
                    before.family(),
                    chosen.address().high() | (before.high() ^ rest.high()),
                    chosen.address().low() | (before.low() ^ rest.low())));
        }
        return Optional.of(chosen.address());
    }

    private List<Prefix> candidates(Host pool, Ruleset ruleset) {
        if (pool instanceof Host.Network network) {
            return List.of(network.prefix());
        }
        if (pool instanceof Host.Dynamic dynamic) {
            return host.addresses(dynamic.name(), dynamic.modifiers()).stream()
                    .map(prefix -> masked(prefix, dynamic))
                    .toList();
        }
        if (pool instanceof Host.Table table) {
            return rulesets.table(ruleset, table.name()).stream()
                    .flatMap(found -> found.entries().stream())
                    .filter(entry -> !entry.negated())
                    .map(TableEntry::prefix)
                    .toList();
        }
        return pool instanceof Host.Range range ? List.of(Prefix.of(range.first())) : List.of();
    }

    /** An interface's address with the mask that the rule gives it. */
    static Prefix masked(Prefix prefix, Host.Dynamic dynamic) {
        boolean masks = dynamic.length() < 128 && (prefix.address().family() == Family.INET6 || dynamic.length() <= 32);
        return masks ? new Prefix(prefix.address(), dynamic.length()) : prefix;
    }
}
