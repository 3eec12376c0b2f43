package io.vmm4j.pf.internal;

import io.vmm4j.InvalidValueException;
import io.vmm4j.Subnet;
import io.vmm4j.host.Finding;
import io.vmm4j.internal.HostInterface;
import io.vmm4j.pf.LocalNetwork;
import io.vmm4j.pf.PfConf;
import io.vmm4j.pf.RoutedNetwork;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether pf(4) gets to decide what passes between guests, and our anchor gets to say how. What the anchor says is compared
 * elsewhere. Rules of other anchors, and interfaces that pf(4) is told to skip, are not looked at.
 */
final class Isolation {

    private static final Pattern ON = Pattern.compile(" on (! )?(\\S+)");
    private static final Pattern ADDRESSES =
            Pattern.compile(" (?:from|to) (\\d+\\.\\d+\\.\\d+\\.\\d+(?:/\\d+)?)(?= |$)");
    private static final String ANY = "any";

    private final NetworkFacts facts;

    private Isolation(NetworkFacts facts) {
        this.facts = facts;
    }

    /** What can be told; empty if guests of the network may reach each other. */
    static Optional<Finding> look(NetworkRecord record, NetworkFacts facts) {
        Isolation isolation = new Isolation(facts);
        if (record.spec() instanceof RoutedNetwork routed && routed.isolated()) {
            String group = AnchorRules.group(routed.name());
            Finding seen = isolation.onSwitch(routed, record.device(routed), group);
            return Optional.of(isolation.unlessBefore(seen, routed.requireSubnet(), group));
        }
        if (record.spec() instanceof LocalNetwork local && local.isolated()) {
            Finding seen = Finding.yes("what taps send to taps is routed, and so filtered");
            return Optional.of(isolation.unlessBefore(seen, facts.localPrefix(), AnchorRules.TAP));
        }
        return Optional.empty();
    }

    private Finding onSwitch(RoutedNetwork routed, String device, String group) {
        Optional<HostInterface> seen = facts.interfaces().find(device);
        boolean filtered =
                seen.filter(one -> !Layout.needsLink1(routed) || one.hasLink1()).isPresent();
        List<String> strangers = seen.stream()
                .flatMap(one -> one.members().stream())
                .filter(member -> member.startsWith(AnchorRules.TAP))
                .filter(member -> facts.interfaces()
                        .find(member)
                        .filter(tap -> tap.groups().contains(group))
                        .isEmpty())
                .toList();
        String evidence = device
                + (filtered ? " is filtered" : " is not filtered")
                + (strangers.isEmpty() ? "" : "; not in the group " + group + ": " + strangers);
        return Finding.of(filtered && strangers.isEmpty(), evidence);
    }

    private Finding unlessBefore(Finding seen, Subnet guests, String group) {
        Optional<String> earlier = facts.mainRules().stream()
                .takeWhile(rule -> !rule.startsWith("anchor \"" + PfConf.ANCHORS + "\""))
                .filter(rule -> rule.startsWith("pass ") && rule.contains(" quick "))
                .filter(rule -> mayMatch(rule, guests, group))
                .findFirst();
        return seen.holds() && earlier.isPresent()
                ? Finding.unknown("a rule before the anchor may decide: " + earlier.get())
                : seen;
    }

    /** Whether a rule, as pfctl(8) prints it, may be about what one guest sends another. */
    private boolean mayMatch(String rule, Subnet guests, String group) {
        Matcher on = ON.matcher(rule);
        if (rule.contains(" inet6 ") || (on.find() && !mayBeOnTaps(on, group))) {
            return false;
        }
        return ADDRESSES.matcher(rule).results().allMatch(found -> mayOverlap(found.group(1), guests));
    }

    private boolean mayBeOnTaps(Matcher on, String group) {
        String name = on.group(2);
        if (on.group(1) != null) {
            return !name.equals(AnchorRules.TAP) && !name.equals(group);
        }
        return name.startsWith(AnchorRules.TAP)
                || name.equals(group)
                || name.equals(ANY)
                || facts.interfaces().interfaces().stream()
                        .anyMatch(one -> one.name().startsWith(AnchorRules.TAP)
                                && one.groups().contains(name));
    }

    private static boolean mayOverlap(String addresses, Subnet guests) {
        try {
            return guests.overlaps(Subnet.of(addresses.contains("/") ? addresses : addresses + "/32"));
        } catch (InvalidValueException e) {
            return true;
        }
    }
}
