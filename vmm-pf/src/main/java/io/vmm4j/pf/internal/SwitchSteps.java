package io.vmm4j.pf.internal;

import io.vmm4j.plan.FileContent;
import io.vmm4j.vmconf.SwitchDefinition;

/** The switch of vm.conf(5), and vmd(8), which is told of it. */
final class SwitchSteps {

    private final Draft draft;

    SwitchSteps(Draft draft) {
        this.draft = draft;
    }

    /** vm.conf(5) with the switch that is to be there, or without the one that is not. */
    void define(String summary) {
        draft.add(draft.file(summary, Paths.VM_CONF, Draft.MODE, "vmd", "-n", "-f")
                .map(Draft::onceConfirmed));
    }

    /** Has vmd(8) know a switch, if it runs. */
    void tell(SwitchDefinition definition) {
        boolean known = draft.facts().vmConf().switchOf(definition.name()).isPresent();
        if (!draft.facts().runs(NetworkFacts.VMD)) {
            if (!known) {
                draft.note("vmd(8) does not run; it knows the switch when it starts.");
            }
        } else if (!known) {
            FileContent text = FileContent.of(Layout.text(definition));
            draft.add(Commands.loadSwitch("tell vmd(8) of the switch", text));
        } else if (draft.changes(Paths.VM_CONF)) {
            draft.note(
                    "vmd(8) takes up the changed switch at its next start, or by vmctl reset switches and a reload.");
        }
    }
}
