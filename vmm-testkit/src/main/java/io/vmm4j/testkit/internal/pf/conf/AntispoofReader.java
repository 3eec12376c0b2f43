package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.pf.rule.Action;
import io.vmm4j.testkit.internal.pf.rule.Direction;
import io.vmm4j.testkit.internal.pf.rule.Family;
import io.vmm4j.testkit.internal.pf.rule.Host;
import io.vmm4j.testkit.internal.pf.rule.Host.Modifier;
import io.vmm4j.testkit.internal.pf.rule.InterfaceMatch;
import io.vmm4j.testkit.internal.pf.rule.Refusal;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads {@code antispoof} lines: what comes from an interface's network must come through it, and nobody has its address. */
final class AntispoofReader {

    private final Input input;
    private final PfConfHost system;
    private final LineReader lines;
    private final RuleExpander expander;

    AntispoofReader(Input input, PfConfHost system, LineReader lines, RuleExpander expander) {
        this.input = input;
        this.system = system;
        this.lines = lines;
        this.expander = expander;
    }

    /** An interface, and whether its addresses are those of the moment. */
    private record Device(String name, boolean dynamic) {}

    void read() throws Abandoned {
        input.expectKeyword("antispoof");
        RuleDraft common = new RuleDraft();
        lines.logAndQuick(common);
        input.expectKeyword("for");
        List<Device> devices = new ArrayList<>();
        input.oneOrList(() -> devices.add(device()));
        common.family = lines.family();
        if (input.acceptKeyword("label")) {
            common.label = input.expectString();
        }
        if (input.peek().isKeyword("rtable")) {
            throw input.notSimulated("'rtable' of antispoof");
        }
        for (Device device : devices) {
            foreign(device, common);
            if (!system.isLoopback(device.name())) {
                own(device, common);
            }
        }
    }

    private Device device() throws Abandoned {
        boolean dynamic = input.acceptCharacter('(');
        InterfaceMatch match = lines.interfaceItem(false);
        if (dynamic) {
            input.expectCharacter(')');
        }
        if (match instanceof InterfaceMatch.Named named) {
            return new Device(named.name(), dynamic);
        }
        throw input.syntaxError();
    }

    private void foreign(Device device, RuleDraft common) {
        RuleDraft draft = draft(common);
        draft.interfaces.add(new InterfaceMatch.Named(device.name(), true));
        draft.from = hosts(device, EnumSet.of(Modifier.NETWORK));
        expand(draft);
    }

    private void own(Device device, RuleDraft common) {
        RuleDraft draft = draft(common);
        draft.from = hosts(device, EnumSet.noneOf(Modifier.class));
        expand(draft);
    }

    private void expand(RuleDraft draft) {
        if (!draft.from.isEmpty()) {
            expander.expand(draft);
        }
    }

    private static RuleDraft draft(RuleDraft common) {
        RuleDraft draft = new RuleDraft();
        draft.action = new Action.Block(new Refusal.Drop());
        draft.direction = Direction.IN;
        draft.quick = common.quick;
        draft.log = common.log;
        draft.family = common.family;
        draft.label = common.label;
        return draft;
    }

    private List<HostItem> hosts(Device device, Set<Modifier> modifiers) {
        if (device.dynamic()) {
            return List.of(new HostItem(new Host.Dynamic(device.name(), modifiers, 128), false));
        }
        return system.addresses(device.name(), modifiers).stream()
                .map(prefix -> new HostItem(new Host.Network(prefix), false))
                .filter(item -> item.family() != Family.ANY)
                .toList();
    }
}
