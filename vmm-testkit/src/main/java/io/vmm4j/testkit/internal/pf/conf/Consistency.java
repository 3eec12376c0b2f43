package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.pf.rule.Action;
import io.vmm4j.testkit.internal.pf.rule.Criteria;
import io.vmm4j.testkit.internal.pf.rule.Direction;
import io.vmm4j.testkit.internal.pf.rule.Family;
import io.vmm4j.testkit.internal.pf.rule.Protocols;
import io.vmm4j.testkit.internal.pf.rule.Refusal;
import io.vmm4j.testkit.internal.pf.rule.Rule;
import io.vmm4j.testkit.internal.pf.rule.StateKeeping;
import java.util.ArrayList;
import java.util.List;

/** What a rule must not combine. */
final class Consistency {

    private final Rule rule;
    private final Criteria criteria;
    private final List<String> problems = new ArrayList<>();

    private Consistency(Rule rule) {
        this.rule = rule;
        this.criteria = rule.criteria();
    }

    /** What is wrong, in pfctl's order. */
    static List<String> problems(Rule rule) {
        Consistency check = new Consistency(rule);
        check.protocol();
        check.action();
        check.translation();
        return check.problems;
    }

    private void when(boolean wrong, String problem) {
        if (wrong) {
            problems.add(problem);
        }
    }

    private void protocol() {
        boolean ports =
                criteria.from().ports().isPresent() || criteria.to().ports().isPresent();
        boolean icmp = criteria.icmp().type().isPresent();
        int protocol = criteria.protocol();
        when(!criteria.hasPorts() && ports, "port only applies to tcp/udp");
        when(!criteria.hasPorts() && criteria.user().isPresent(), "user only applies to tcp/udp");
        when(!criteria.hasPorts() && criteria.group().isPresent(), "group only applies to tcp/udp");
        when(protocol != Protocols.ICMP && protocol != Protocols.ICMP6 && icmp, "icmp-type/code only applies to icmp");
        when(criteria.family() == Family.ANY && icmp, "must indicate address family with icmp-type/code");
        when(
                protocol == Protocols.ICMP && criteria.family() == Family.INET6,
                "proto icmp doesn't match address family inet6");
        when(
                protocol == Protocols.ICMP6 && criteria.family() == Family.INET,
                "proto icmp6 doesn't match address family inet");
        when(
                rule.effects().allowOpts() && !(rule.action() instanceof Action.Pass),
                "allow-opts can only be specified for pass rules");
        when(
                criteria.fragment() && (ports || criteria.flags().of() != 0 || icmp),
                "fragments can be filtered only on IP header fields");
    }

    private void action() {
        when(
                rule.action() instanceof Action.Block block
                        && block.refusal() instanceof Refusal.ReturnRst
                        && criteria.protocol() != Protocols.TCP,
                "return-rst can only be applied to TCP rules");
        when(
                rule.state().options().stream().anyMatch(option -> option.startsWith("max-src-nodes"))
                        && !rule.state().options().contains("source-track rule"),
                "max-src-nodes requires 'source-track rule'");
        when(
                !(rule.action() instanceof Action.Pass) && rule.state().isPresent(),
                "keep state is great, but only for pass rules");
        when(
                rule.state().options().contains("sloppy") && rule.state().kind() != StateKeeping.Kind.KEEP,
                "sloppy state matching cannot be used with synproxy state or modulate state");
    }

    private void translation() {
        boolean translates =
                rule.effects().nat().isPresent() || rule.effects().rdr().isPresent();
        when(
                translates
                        && !(rule.action() instanceof Action.Match)
                        && !rule.state().isPresent(),
                "nat-to and rdr-to require keep state");
        when(translates && criteria.direction() == Direction.ANY, "nat-to and rdr-to require a direction");
        when(
                criteria.family() == Family.INET6
                        && (rule.effects().scrub().contains("no-df")
                                || rule.effects().scrub().contains("random-id")),
                "address family inet6 does not support scrub options no-df, random-id");
        when(
                rule.action() instanceof Action.Match
                        && rule.effects().divertTo().isPresent(),
                "divert is not supported on match rules");
    }
}
