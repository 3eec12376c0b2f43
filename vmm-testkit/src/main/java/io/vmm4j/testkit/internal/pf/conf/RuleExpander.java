package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.pf.conf.RuleDraft.IcmpItem;
import io.vmm4j.testkit.internal.pf.rule.Action;
import io.vmm4j.testkit.internal.pf.rule.Criteria;
import io.vmm4j.testkit.internal.pf.rule.Direction;
import io.vmm4j.testkit.internal.pf.rule.Effects;
import io.vmm4j.testkit.internal.pf.rule.Family;
import io.vmm4j.testkit.internal.pf.rule.Host;
import io.vmm4j.testkit.internal.pf.rule.IcmpMatch;
import io.vmm4j.testkit.internal.pf.rule.InterfaceMatch;
import io.vmm4j.testkit.internal.pf.rule.NumberMatch;
import io.vmm4j.testkit.internal.pf.rule.Peer;
import io.vmm4j.testkit.internal.pf.rule.Pool;
import io.vmm4j.testkit.internal.pf.rule.Protocols;
import io.vmm4j.testkit.internal.pf.rule.Rule;
import io.vmm4j.testkit.internal.pf.rule.StateKeeping;
import io.vmm4j.testkit.internal.pf.rule.TcpFlags;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Makes a rule of each combination of what a line lists. */
final class RuleExpander {

    private final Input input;
    private final PfConfOutput output;
    private final PoolMaker pools;
    private final Consumer<Rule> rules;

    RuleExpander(Input input, PfConfOutput output, PoolMaker pools, Consumer<Rule> rules) {
        this.input = input;
        this.output = output;
        this.pools = pools;
        this.rules = rules;
    }

    /** One choice from each list. */
    private record Choice(
            InterfaceMatch on,
            int protocol,
            Optional<IcmpItem> icmp,
            HostItem from,
            HostItem to,
            NumberMatch fromPort,
            NumberMatch toPort,
            NumberMatch user,
            NumberMatch group) {}

    void expand(RuleDraft draft) {
        new Expansion(draft).run();
    }

    private static <T> List<T> orElse(List<T> list, T otherwise) {
        return list.isEmpty() ? List.of(otherwise) : list;
    }

    /** The rules of one line. Once one combination is wrong, all that follow are skipped with it. */
    private final class Expansion {

        private final RuleDraft draft;
        private int errors;
        private int added;

        Expansion(RuleDraft draft) {
            this.draft = draft;
        }

        void run() {
            for (InterfaceMatch on : orElse(draft.interfaces, new InterfaceMatch.Every())) {
                for (int protocol : orElse(draft.protocols, 0)) {
                    if (draft.icmp.isEmpty()) {
                        ofHosts(on, protocol, Optional.empty());
                    }
                    for (IcmpItem icmp : draft.icmp) {
                        ofHosts(on, protocol, Optional.of(icmp));
                    }
                }
            }
            if (added == 0) {
                input.complain("rule expands to no valid combination");
            }
        }

        private void ofHosts(InterfaceMatch on, int protocol, Optional<IcmpItem> icmp) {
            for (HostItem from : orElse(draft.from, HostItem.ANY)) {
                for (HostItem to : orElse(draft.to, HostItem.ANY)) {
                    for (NumberMatch fromPort : orElse(draft.fromPorts, NumberMatch.ALL)) {
                        for (NumberMatch toPort : orElse(draft.toPorts, NumberMatch.ALL)) {
                            for (NumberMatch user : orElse(draft.users, NumberMatch.ALL)) {
                                for (NumberMatch group : orElse(draft.groups, NumberMatch.ALL)) {
                                    one(new Choice(on, protocol, icmp, from, to, fromPort, toPort, user, group));
                                }
                            }
                        }
                    }
                }
            }
        }

        private void one(Choice choice) {
            Family family = draft.family;
            if (!family.admits(choice.from().family())
                    || !family.admits(choice.to().family())
                    || !choice.from().family().admits(choice.to().family())) {
                return;
            }
            PoolMaker.Made rdr = pools.collapse(draft.rdr, family);
            family = rdr.family();
            PoolMaker.Made nat = pools.collapse(draft.nat, family);
            family = nat.family();
            errors += rdr.errors() + nat.errors();
            family = family == Family.ANY ? choice.from().family() : family;
            family = family == Family.ANY ? choice.to().family() : family;
            errors +=
                    tooLong(choice.from().host(), family) + tooLong(choice.to().host(), family);
            boolean binat = draft.nat.filter(PoolDraft::binat).isPresent();
            if (choice.icmp()
                    .filter(item -> item.protocol() != choice.protocol())
                    .isPresent()) {
                input.complain("icmp-type mismatch");
                errors++;
            }
            if (binat) {
                errors += binatProblems(choice, nat);
            }
            Direction direction = binat ? Direction.OUT : draft.direction;
            NumberMatch toPort = choice.toPort();
            Optional<Pool> natPool = apply(nat, draft.nat, false, toPort);
            Optional<Pool> rdrPool = apply(rdr, draft.rdr, true, toPort);
            add(rule(choice, direction, family, natPool, rdrPool));
            if (binat && errors == 0 && natPool.isPresent()) {
                add(inbound(choice, family, natPool.get()));
            }
        }

        private int tooLong(Host host, Family family) {
            if (!HostReader.isTooLong(host, family)) {
                return 0;
            }
            int length =
                    host instanceof Host.Network network ? network.prefix().length() : ((Host.Dynamic) host).length();
            output.complain("netmask " + length + " invalid for IPv4 address");
            return 1;
        }

        private int binatProblems(Choice choice, PoolMaker.Made nat) {
            Host from = choice.from().host();
            boolean bad = nat.host()
                    .filter(host -> host instanceof Host.Network || host instanceof Host.Dynamic)
                    .isEmpty();
            int problems = 0;
            if (from instanceof Host.Table table) {
                input.complain("invalid use of table <" + table.name() + "> as the source address of a binat-to rule");
                problems++;
            } else if (bad || !(from instanceof Host.Network || from instanceof Host.Dynamic)) {
                input.complain("binat-to requires a specified source and redirect address");
                problems++;
            }
            if (draft.direction != Direction.ANY) {
                input.complain("binat-to cannot be specified with a direction");
                problems++;
            }
            return problems;
        }

        private Optional<Pool> apply(
                PoolMaker.Made made, Optional<PoolDraft> pool, boolean redirects, NumberMatch toPort) {
            if (pool.isEmpty() || made.host().isEmpty()) {
                return Optional.empty();
            }
            Optional<String> problem = PoolMaker.problem(pool.get(), redirects);
            if (problem.isPresent()) {
                input.complain(problem.get());
                errors++;
            }
            return Optional.of(PoolMaker.pool(made.host().get(), pool.get(), redirects, toPort));
        }

        private Rule inbound(Choice choice, Family family, Pool nat) {
            Choice turned = new Choice(
                    choice.on(),
                    choice.protocol(),
                    choice.icmp(),
                    choice.to(),
                    new HostItem(nat.host(), false),
                    choice.toPort(),
                    choice.fromPort(),
                    choice.user(),
                    choice.group());
            Pool rdr = new Pool(choice.from().host(), 0, 0, "", false);
            return rule(turned, Direction.IN, family, Optional.empty(), Optional.of(rdr));
        }

        private void add(Rule rule) {
            List<String> problems = Consistency.problems(rule);
            problems.forEach(input::complain);
            if (!problems.isEmpty() || errors > 0) {
                input.complain("skipping rule due to errors");
                return;
            }
            added++;
            rules.accept(rule);
        }

        private Rule rule(Choice choice, Direction direction, Family family, Optional<Pool> nat, Optional<Pool> rdr) {
            boolean tcp = choice.protocol() == 0 || choice.protocol() == Protocols.TCP;
            StateKeeping state = draft.state.orElse(StateKeeping.NONE);
            if (choice.protocol() != 0 && !tcp && state.isPresent()) {
                state = new StateKeeping(StateKeeping.Kind.KEEP, state.binding(), state.options());
            }
            Peer from = new Peer(choice.from().host(), choice.from().negated(), choice.fromPort());
            Peer to = new Peer(choice.to().host(), choice.to().negated(), choice.toPort());
            Labels labels = new Labels(choice.on(), choice.protocol(), from, to);
            Criteria criteria = new Criteria(
                    direction,
                    choice.on(),
                    family,
                    choice.protocol(),
                    from,
                    to,
                    draft.receivedOn,
                    choice.user(),
                    choice.group(),
                    tcp ? draft.flags.orElse(TcpFlags.ANY) : TcpFlags.ANY,
                    choice.icmp()
                            .map(item -> new IcmpMatch(OptionalInt.of(item.type()), item.code()))
                            .orElse(IcmpMatch.ALL),
                    labels.fill(draft.tagged),
                    draft.fragment);
            Effects effects = new Effects(
                    draft.log,
                    labels.fill(draft.label),
                    labels.fill(draft.tag),
                    nat,
                    rdr,
                    draft.divertTo,
                    draft.rtable,
                    draft.settings(),
                    draft.scrub,
                    draft.allowOpts);
            Action action = draft.action;
            return new Rule(action, draft.quick, criteria, state, effects);
        }
    }
}
