package io.vmm4j.vmconf.internal;

import io.vmm4j.vmconf.Option.Kind;
import io.vmm4j.vmconf.SwitchDefinition;
import io.vmm4j.vmconf.SyntaxNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Rewrites the options of a switch's block that are to say something else. */
final class SwitchEdit {

    private SwitchEdit() {}

    /** The nodes of the block as they should be. */
    static List<SyntaxNode> nodes(List<SyntaxNode> nodes, SwitchDefinition before, SwitchDefinition after) {
        BlockEdit block = new BlockEdit(nodes, BlockEdit.Layout.LINES, "\t");
        if (before.disabled() != after.disabled()) {
            block.set(EnumSet.of(Kind.ENABLE, Kind.DISABLE), Optional.of(OptionText.autostart(after.disabled())));
        }
        if (!before.interfaceName().equals(after.interfaceName())) {
            block.set(EnumSet.of(Kind.INTERFACE), Optional.of(OptionText.path("interface", after.interfaceName())));
        }
        if (!before.group().equals(after.group())) {
            block.set(EnumSet.of(Kind.GROUP), after.group().map(name -> OptionText.path("group", name)));
        }
        if (before.locked() != after.locked()) {
            block.set(EnumSet.of(Kind.LLADDR), after.locked() ? Optional.of("locked lladdr") : Optional.empty());
        }
        if (!before.rdomain().equals(after.rdomain())) {
            block.set(
                    EnumSet.of(Kind.RDOMAIN),
                    VmEdit.rdomain(after.rdomain().isPresent(), after.rdomain().orElse(0)));
        }
        VmEdit.upDown(block, before.up(), after.up());
        VmEdit.raw(block, before.rawOptions(), after.rawOptions());
        return block.nodes();
    }
}
