package io.vmm4j.vmconf.internal;

import io.vmm4j.vmconf.InterfaceDefinition;
import io.vmm4j.vmconf.MemoryEncryption;
import io.vmm4j.vmconf.Option;
import io.vmm4j.vmconf.Option.Kind;
import io.vmm4j.vmconf.SyntaxNode;
import io.vmm4j.vmconf.Text;
import io.vmm4j.vmconf.VmDefinition;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Rewrites the options of a VM's block that are to say something else. */
final class VmEdit {

    private final BlockEdit block;
    private final VmDefinition before;
    private final VmDefinition after;

    private VmEdit(List<SyntaxNode> nodes, VmDefinition before, VmDefinition after) {
        this.block = new BlockEdit(nodes, BlockEdit.Layout.LINES, "\t");
        this.before = before;
        this.after = after;
    }

    /** The nodes of the block as they should be. */
    static List<SyntaxNode> nodes(List<SyntaxNode> nodes, VmDefinition before, VmDefinition after) {
        VmEdit edit = new VmEdit(nodes, before, after);
        edit.rewrite();
        return edit.block.nodes();
    }

    private void rewrite() {
        if (!before.parent().equals(after.parent())) {
            block.set(EnumSet.of(Kind.HEAD), Optional.of(OptionText.vmHead(after)));
        }
        if (before.disabled() != after.disabled()) {
            block.set(EnumSet.of(Kind.ENABLE, Kind.DISABLE), Optional.of(OptionText.autostart(after.disabled())));
        }
        if (before.encryption() != after.encryption()) {
            block.setOnly(
                    EnumSet.of(Kind.SEV, Kind.SEVES),
                    Optional.of(after.encryption())
                            .filter(encryption -> encryption != MemoryEncryption.NONE)
                            .map(OptionText::encryption));
        }
        set(Kind.MEMORY, before.memory(), after.memory(), after.memory().map(size -> "memory \"" + size + "\""));
        set(Kind.BOOT, before.kernel(), after.kernel(), after.kernel().map(path -> OptionText.path("boot", path)));
        set(
                Kind.BOOT_DEVICE,
                before.bootDevice(),
                after.bootDevice(),
                after.bootDevice().map(device -> "boot device " + device));
        set(Kind.CDROM, before.cdrom(), after.cdrom(), after.cdrom().map(path -> OptionText.path("cdrom", path)));
        set(Kind.OWNER, before.owner(), after.owner(), after.owner().map(OptionText::owner));
        set(
                Kind.INTERFACES,
                before.interfaceCount(),
                after.interfaceCount(),
                after.interfaceCount().isPresent()
                        ? Optional.of("interfaces " + after.interfaceCount().getAsInt())
                        : Optional.empty());
        if (!before.instanceRights().equals(after.instanceRights())) {
            block.setOnly(
                    EnumSet.of(Kind.ALLOW_INSTANCE),
                    Optional.of(after.instanceRights())
                            .filter(rights -> !rights.isEmpty())
                            .map(OptionText::instanceRights));
        }
        block.setAll(
                Kind.DISK,
                before.disks(),
                after.disks(),
                disk -> indent -> OptionText.disk(disk),
                (node, pair) ->
                        BlockEdit.option(Kind.DISK, OptionText.disk(pair.after().orElseThrow())));
        block.setAll(
                Kind.INTERFACE,
                before.interfaces(),
                after.interfaces(),
                one -> indent -> OptionText.networkInterface(one, indent),
                VmEdit::networkInterface);
        raw(block, before.rawOptions(), after.rawOptions());
    }

    private void set(Kind kind, Object old, Object wanted, Optional<String> text) {
        if (!Objects.equals(old, wanted)) {
            block.set(EnumSet.of(kind), text);
        }
    }

    static void raw(BlockEdit block, List<String> before, List<String> after) {
        block.setAll(
                Kind.UNKNOWN,
                before,
                after,
                line -> indent -> OptionText.raw(line),
                (node, pair) -> BlockEdit.option(
                        Kind.UNKNOWN, OptionText.raw(pair.after().orElseThrow())));
    }

    /** In braces only the options that change are written; without braces the whole interface is. */
    private static SyntaxNode networkInterface(Option node, Alignment.Pair<InterfaceDefinition> pair) {
        InterfaceDefinition before = pair.before().orElseThrow();
        InterfaceDefinition after = pair.after().orElseThrow();
        boolean braces = node.children().size() > 1
                && node.children().get(1) instanceof Text leaf
                && leaf.text().contains("{");
        if (braces) {
            BlockEdit block = new BlockEdit(node.children(), BlockEdit.Layout.WORDS, "\t\t");
            rewrite(block, before, after);
            if (!block.isEmpty()) {
                return new Option(node.kind(), node.line(), block.nodes());
            }
        }
        return BlockEdit.option(node.kind(), OptionText.networkInterface(after, "\t"));
    }

    /** What comes is written before what goes is removed: there must always be an option to write beside. */
    private static void rewrite(BlockEdit block, InterfaceDefinition before, InterfaceDefinition after) {
        String head = OptionText.interfaceHead(after);
        if (!OptionText.interfaceHead(before).equals(head)) {
            block.set(EnumSet.of(Kind.HEAD), Optional.of(head));
        }
        Map<Kind, Optional<String>> changed = new EnumMap<>(Kind.class);
        if (!before.switchName().equals(after.switchName())) {
            changed.put(Kind.SWITCH, after.switchName().map(name -> OptionText.path("switch", name)));
        }
        if (!before.group().equals(after.group())) {
            changed.put(Kind.GROUP, after.group().map(name -> OptionText.path("group", name)));
        }
        if (before.locked() != after.locked() || !before.lladdr().equals(after.lladdr())) {
            boolean needed = after.locked() || after.lladdr().isPresent();
            changed.put(
                    Kind.LLADDR,
                    needed ? Optional.of(OptionText.lladdr(after.locked(), after.lladdr())) : Optional.empty());
        }
        if (!before.rdomain().equals(after.rdomain())) {
            changed.put(
                    Kind.RDOMAIN,
                    rdomain(after.rdomain().isPresent(), after.rdomain().orElse(0)));
        }
        upDown(block, before.up(), after.up());
        changed.forEach((kind, text) -> {
            if (text.isPresent()) {
                block.setOnly(EnumSet.of(kind), text);
            }
        });
        raw(block, before.rawOptions(), after.rawOptions());
        changed.forEach((kind, text) -> {
            if (text.isEmpty()) {
                block.setOnly(EnumSet.of(kind), text);
            }
        });
    }

    static Optional<String> rdomain(boolean given, int number) {
        return given ? Optional.of("rdomain " + number) : Optional.empty();
    }

    static void upDown(BlockEdit block, boolean before, boolean after) {
        if (before != after) {
            block.set(Set.of(Kind.UP, Kind.DOWN), Optional.of(after ? "up" : "down"));
        }
    }
}
