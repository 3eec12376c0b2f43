package io.vmm4j.host.internal.conf;

import io.vmm4j.VmStatus;
import io.vmm4j.error.Problem;
import io.vmm4j.host.Activation;
import io.vmm4j.host.ConfigurationError;
import io.vmm4j.host.ConfigurationException;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.FileContent;
import io.vmm4j.plan.Plan;
import io.vmm4j.vmconf.Located;
import io.vmm4j.vmconf.SwitchDefinition;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfChange;
import io.vmm4j.vmconf.VmConfFinding;
import io.vmm4j.vmconf.VmConfRule;
import io.vmm4j.vmconf.VmDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the plan of a change, by what was seen. */
final class ConfigurationPlanner {

    private final String target;
    private final ConfigurationFacts facts;
    private final List<VmConfChange> changes;
    private final VmConf before;
    private final VmConf after;
    private final List<VmConfChange> toMake;
    private final List<Change> steps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private List<VmConfFinding> obstacles = List.of();

    ConfigurationPlanner(String target, ConfigurationFacts facts, List<VmConfChange> changes) {
        this.target = target;
        this.facts = facts;
        this.changes = changes;
        this.before = facts.conf();
        this.toMake = changes.stream().filter(change -> !isMade(change)).toList();
        this.after = before.apply(toMake);
    }

    Plan plan(Activation activation) {
        weighRules();
        steps.addAll(FileChanges.of(before, facts.files().exists(), after, Sentences.summary(toMake)));
        Optional<List<VmStatus>> vms = facts.vms();
        if (vms.isPresent()) {
            List<VmConfChange> told = toTell(activation);
            activate(activation, consequences(told, vms.get()));
            if (told.size() < changes.size()) {
                notes.add(
                        "The files say so already, in part or all of it. Whether vmd(8) has read them since is not known;"
                                + " Activation.ALWAYS makes it.");
            }
            notes.addAll(PendingNotes.of(toMake, before, vms.get()));
        } else if (!steps.isEmpty()) {
            notes.add("vmd(8) does not run: the change is in effect when it starts, which starts every VM that is not"
                    + " disabled.");
        }
        String title = "change " + facts.files().main();
        return new Plan(title, target, steps, notes, facts.fingerprint());
    }

    /** Refuses the removal of a VM that vmd(8) could not be told of without starting or dropping others. */
    void requireHarmless(String vm) {
        weighRules();
        if (facts.vms().isEmpty()) {
            return;
        }
        Consequences consequences = consequences(changes, facts.vms().get());
        boolean impossible = consequences.need() == Need.RELOAD && !obstacles.isEmpty();
        if (impossible || !consequences.areHarmless()) {
            String effect = impossible
                    ? "would fail: " + obstacles.get(0).message()
                    : "would " + effects(consequences.unaskedOnly()) + ".";
            throw new ConfigurationException(Problem.of(ConfigurationError.NOT_FORGOTTEN_ALONE)
                    .with("vm", vm)
                    .with("target", target)
                    .with("effect", effect));
        }
    }

    private Consequences consequences(List<VmConfChange> told, List<VmStatus> vms) {
        return Consequences.of(told, before, after, vms);
    }

    /** Whether the files say so already: so a plan that was cut off can be made anew. */
    private boolean isMade(VmConfChange change) {
        if (change instanceof VmConfChange.AddVm add) {
            String name = add.vm().name();
            return before.vm(name).isPresent()
                    && alone(List.of(change)).vm(name).map(Located::value).equals(vm(name));
        }
        if (change instanceof VmConfChange.ChangeVm changed) {
            return vm(changed.vm().name()).equals(Optional.of(changed.vm()));
        }
        if (change instanceof VmConfChange.AddSwitch add) {
            return switchOf(add.definition().name()).equals(Optional.of(add.definition()));
        }
        if (change instanceof VmConfChange.ChangeSwitch changed) {
            return switchOf(changed.definition().name()).equals(Optional.of(changed.definition()));
        }
        return change instanceof VmConfChange.Set set
                && before.setting(set.setting().getClass()).equals(Optional.of(set.setting()));
    }

    private Optional<VmDefinition> vm(String name) {
        return before.vm(name).map(Located::value);
    }

    private Optional<SwitchDefinition> switchOf(String name) {
        return before.switchOf(name).map(Located::value);
    }

    /** What vmd(8) may be told of. Whether it has read what the files say already, only a new VM shows, by not being listed. */
    private List<VmConfChange> toTell(Activation activation) {
        return activation == Activation.ALWAYS
                ? changes
                : changes.stream()
                        .filter(change -> toMake.contains(change) || change instanceof VmConfChange.AddVm)
                        .toList();
    }

    private VmConf alone(List<VmConfChange> additions) {
        return VmConf.reader()
                .keepingUnknown()
                .read(facts.files().main().value(), new byte[0])
                .apply(additions);
    }

    /** What is wrong anew refuses the change; what was wrong before keeps vmd(8) from being told of it. */
    private void weighRules() {
        Set<String> known = before.check(facts.environment()).stream()
                .map(VmConfFinding::message)
                .collect(Collectors.toSet());
        List<VmConfFinding> findings = after.check(facts.environment());
        for (VmConfFinding finding : findings) {
            boolean fresh = !known.contains(finding.message());
            if (fresh && finding.severity() == VmConfRule.Severity.ERROR) {
                throw refusal(finding);
            }
            if (fresh) {
                notes.add(finding.message() + " " + finding.hint());
            }
        }
        obstacles = findings.stream()
                .filter(finding -> finding.severity() == VmConfRule.Severity.ERROR)
                .toList();
    }

    private ConfigurationException refusal(VmConfFinding finding) {
        if (finding.rule() == VmConfRule.SWITCH_INTERFACE_MISSING) {
            return new ConfigurationException(Problem.of(ConfigurationError.SWITCH_WITHOUT_DEVICE)
                    .with("target", target)
                    .with("switch", finding.problem().arguments().getOrDefault("name", ""))
                    .with("device", finding.problem().arguments().getOrDefault("value", "")));
        }
        return new ConfigurationException(Problem.of(ConfigurationError.RULE_BROKEN)
                .with("target", target)
                .with("reason", finding.message())
                .with("advice", finding.hint()));
    }

    private void activate(Activation activation, Consequences consequences) {
        if (consequences.need() == Need.NOTHING) {
            return;
        }
        Optional<VmConfFinding> obstacle =
                consequences.need() == Need.RELOAD ? obstacles.stream().findFirst() : Optional.empty();
        if (activation == Activation.ALWAYS && obstacle.isPresent()) {
            throw refusal(obstacle.get());
        }
        boolean told = switch (activation) {
            case ALWAYS -> true;
            case NEVER -> false;
            case WHEN_HARMLESS -> obstacle.isEmpty() && consequences.areHarmless();
        };
        if (!told) {
            notes.add(notTold(consequences, obstacle));
            return;
        }
        // Those that run are left out: one may end by itself in the meantime, and vmd(8) is looked at anyway.
        List<String> listed = changes.stream()
                .map(ConfigurationPlanner::definedName)
                .flatMap(Optional::stream)
                .toList();
        if (consequences.need() == Need.LOAD) {
            steps.add(ActivationCommands.load(additions(), listed));
        } else {
            steps.add(ActivationCommands.reload(facts.files().main(), listed, consequences.drops()));
        }
        note("vmd(8) starts: ", consequences.starts());
        note("vmd(8) forgets: ", consequences.drops());
        note("Interfaces without an lladdr get another random Ethernet address in: ", consequences.otherAddresses());
    }

    private void note(String lead, List<String> names) {
        if (!names.isEmpty()) {
            notes.add(lead + String.join(", ", names) + ".");
        }
    }

    private static Optional<String> definedName(VmConfChange change) {
        if (change instanceof VmConfChange.AddVm add) {
            return Optional.of(add.vm().name());
        }
        return change instanceof VmConfChange.ChangeVm changed
                ? Optional.of(changed.vm().name())
                : Optional.empty();
    }

    /** Switches first: an interface looks for its own when the VM becomes known. */
    private FileContent additions() {
        List<VmConfChange> additions = new ArrayList<>();
        toMake.stream().filter(VmConfChange.AddSwitch.class::isInstance).forEach(additions::add);
        changes.stream().filter(VmConfChange.AddVm.class::isInstance).forEach(additions::add);
        return FileContent.of(alone(additions).bytes());
    }

    private String notTold(Consequences consequences, Optional<VmConfFinding> obstacle) {
        boolean load = consequences.need() == Need.LOAD;
        String command = load ? "vmctl load " + facts.files().main() : "vmctl reload";
        StringBuilder note = new StringBuilder("vmd(8) is not told; it reads the change when it starts next, or by ")
                .append(command);
        if (obstacle.isPresent()) {
            return note.append(", which would fail now and forget every VM that does not run: ")
                    .append(obstacle.get().message())
                    .toString();
        }
        String effects = effects(consequences);
        return effects.isEmpty()
                ? note.append('.').toString()
                : note.append(", which would ").append(effects).append('.').toString();
    }

    private static String effects(Consequences consequences) {
        List<String> effects = new ArrayList<>();
        if (!consequences.starts().isEmpty()) {
            effects.add("start " + String.join(", ", consequences.starts()));
        }
        if (!consequences.drops().isEmpty()) {
            effects.add("forget " + String.join(", ", consequences.drops()));
        }
        if (!consequences.otherAddresses().isEmpty()) {
            effects.add("give another random Ethernet address to " + String.join(", ", consequences.otherAddresses()));
        }
        return String.join(" and ", effects);
    }
}
