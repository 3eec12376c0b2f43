package io.vmm4j.testkit.internal.pf.rule;

import io.vmm4j.testkit.internal.pf.rule.Action.Anchor;
import io.vmm4j.testkit.internal.pf.rule.Action.Block;
import io.vmm4j.testkit.internal.pf.rule.Action.Match;
import io.vmm4j.testkit.internal.pf.rule.Action.Pass;
import java.util.ArrayList;
import java.util.List;

/** Writes a rule in pfctl(8)'s own form. */
final class RulePrinter {

    private final Rule rule;
    private final Criteria criteria;
    private final Effects effects;
    private final boolean isAnchor;
    private final StringBuilder text = new StringBuilder();

    RulePrinter(Rule rule) {
        this.rule = rule;
        this.criteria = rule.criteria();
        this.effects = rule.effects();
        this.isAnchor = rule.action() instanceof Anchor;
    }

    String text() {
        action();
        text.append(criteria.direction().phrase());
        text.append(effects.log());
        text.append(rule.quick() ? " quick" : "");
        text.append(criteria.on());
        text.append(criteria.family().phrase());
        text.append(criteria.protocol() == 0 ? "" : " proto " + Protocols.name(criteria.protocol()));
        peers();
        matches();
        text.append(effects.settings().isEmpty() ? "" : " set (" + effects.settings() + ")");
        state();
        text.append(criteria.fragment() ? " fragment" : "");
        text.append(effects.scrub().isEmpty() ? "" : " scrub (" + effects.scrub() + ")");
        text.append(effects.allowOpts() ? " allow-opts" : "");
        marks();
        translation();
        return text.toString();
    }

    private void action() {
        Action action = rule.action();
        if (action instanceof Anchor anchor) {
            text.append("anchor").append(anchor.isUnnamed() ? "" : " \"" + anchor.call() + "\"");
        } else if (action instanceof Block block) {
            text.append("block");
            text.append(
                    block.refusal() instanceof Refusal.ReturnIcmp icmp
                            ? icmp.phrase(criteria.family())
                            : block.refusal().toString());
        } else {
            text.append(action instanceof Pass ? "pass" : "match");
        }
    }

    private void peers() {
        if (criteria.from().isAnybody() && criteria.to().isAnybody()) {
            text.append(" all");
        } else {
            text.append(" from ").append(criteria.from());
            text.append(" to ").append(criteria.to());
        }
    }

    private void matches() {
        if (criteria.receivedOn() instanceof InterfaceMatch.Named named) {
            text.append(named.negated() ? " !received-on " : " received-on ").append(named.name());
        }
        text.append(criteria.user().isPresent() ? " user" + criteria.user() : "");
        text.append(criteria.group().isPresent() ? " group" + criteria.group() : "");
        boolean tcp = criteria.protocol() == 0 || criteria.protocol() == Protocols.TCP;
        if (criteria.flags().isPresent()) {
            text.append(criteria.flags());
        } else if (rule.action() instanceof Pass
                && tcp
                && !criteria.fragment()
                && rule.state().isPresent()) {
            text.append(" flags any");
        }
        criteria.icmp().type().ifPresent(type -> {
            text.append(criteria.family() == Family.INET6 ? " icmp6-type " : " icmp-type ");
            text.append(IcmpNames.typeName(type, criteria.family()));
            criteria.icmp()
                    .code()
                    .ifPresent(code -> text.append(" code ").append(IcmpNames.codeName(type, code, criteria.family())));
        });
    }

    private void state() {
        StateKeeping state = rule.state();
        List<String> options = new ArrayList<>(state.options());
        boolean plain = state.kind() == StateKeeping.Kind.KEEP && options.isEmpty();
        boolean silent = isAnchor || rule.action() instanceof Match || rule.action() instanceof Block;
        if (!plain && !(silent && !state.isPresent())) {
            text.append(state.kind().phrase());
        }
        if (!options.isEmpty()) {
            text.append(" (").append(String.join(", ", options)).append(')');
        }
    }

    private void marks() {
        text.append(effects.label().isEmpty() ? "" : " label \"" + effects.label() + "\"");
        text.append(effects.tag().isEmpty() ? "" : " tag " + effects.tag());
        if (!criteria.tagged().isEmpty()) {
            boolean negated = criteria.tagged().startsWith("!");
            text.append(negated ? " ! tagged " : " tagged ")
                    .append(criteria.tagged().substring(negated ? 1 : 0));
        }
        effects.rtable().ifPresent(table -> text.append(" rtable ").append(table));
    }

    private void translation() {
        effects.divertTo()
                .ifPresent(end -> text.append(" divert-to ")
                        .append(end.address())
                        .append(" port ")
                        .append(end.port()));
        if (effects.nat().isPresent()) {
            text.append(effects.nat().get().nat());
        } else {
            effects.rdr().ifPresent(pool -> text.append(pool.rdr()));
        }
    }
}
