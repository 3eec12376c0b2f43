package io.vmm4j.vmconf.internal;

import io.vmm4j.MacAddress;
import io.vmm4j.error.Problem;
import io.vmm4j.vmconf.GlobalSetting;
import io.vmm4j.vmconf.InterfaceDefinition;
import io.vmm4j.vmconf.Located;
import io.vmm4j.vmconf.Option;
import io.vmm4j.vmconf.Statement;
import io.vmm4j.vmconf.SwitchDefinition;
import io.vmm4j.vmconf.VmConfChange;
import io.vmm4j.vmconf.VmConfEditException;
import io.vmm4j.vmconf.VmConfError;
import io.vmm4j.vmconf.VmDefinition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes changes, and then reads the result: it is what was asked for, and everything else is what it was, or the change is
 * refused.
 */
public final class Editor {

    private static final String VM = "VM";
    private static final String SWITCH = "switch";

    private final Parsed before;
    private final EditedFiles files;
    private final Expectation expected;
    private final Set<String> changed = new HashSet<>();

    private Editor(Parsed before) {
        this.before = before;
        this.files = new EditedFiles(before.files());
        this.expected = new Expectation(before);
    }

    /** The configuration with these changes. */
    public static Parsed apply(Parsed before, List<VmConfChange> changes, UnknownOptions.Policy policy) {
        Editor editor = new Editor(before);
        changes.forEach(editor::make);
        Parsed after = editor.files.parse(policy);
        editor.expected.require(after);
        return after;
    }

    private void make(VmConfChange change) {
        if (change instanceof VmConfChange.AddVm add) {
            VmDefinition vm = withAddresses(add.vm(), List.of());
            requireNew(VM, vm.name(), origin(before.vms(), vm.name(), VmDefinition::name));
            files.append(OptionText.vm(vm));
            expected.vms().add(vm);
        } else if (change instanceof VmConfChange.ChangeVm wanted) {
            changeVm(wanted.vm());
        } else if (change instanceof VmConfChange.RemoveVm remove) {
            files.remove(vmBlock(remove.name()));
            expected.vms().removeIf(vm -> vm.name().equals(remove.name()));
        } else if (change instanceof VmConfChange.AddSwitch add) {
            String name = add.definition().name();
            requireNew(SWITCH, name, origin(before.switches(), name, SwitchDefinition::name));
            files.append(OptionText.switchBlock(add.definition()));
            expected.switches().add(add.definition());
        } else if (change instanceof VmConfChange.ChangeSwitch wanted) {
            SwitchDefinition definition = wanted.definition();
            Statement.SwitchBlock block = switchBlock(definition.name());
            files.replace(block, SwitchEdit.nodes(block.children(), block.definition(), definition));
            expected.switches().replaceAll(one -> one.name().equals(definition.name()) ? definition : one);
        } else if (change instanceof VmConfChange.RemoveSwitch remove) {
            files.remove(switchBlock(remove.name()));
            expected.switches().removeIf(one -> one.name().equals(remove.name()));
        } else if (change instanceof VmConfChange.Set set) {
            set(set.setting());
        } else if (change instanceof VmConfChange.Unset unset) {
            unset(unset.kind());
        }
    }

    private void changeVm(VmDefinition wanted) {
        Statement.VmBlock block = vmBlock(wanted.name());
        VmDefinition old = block.definition();
        VmDefinition vm = withAddresses(wanted, old.interfaces());
        files.replace(block, VmEdit.nodes(block.children(), old, vm));
        expected.vms().replaceAll(one -> one.name().equals(vm.name()) ? vm : one);
    }

    /** Interfaces that are new get an address of their own; those that were there keep what they have. */
    private static VmDefinition withAddresses(VmDefinition vm, List<InterfaceDefinition> old) {
        List<InterfaceDefinition> interfaces = new ArrayList<>();
        for (InterfaceDefinition one : vm.interfaces()) {
            int index = interfaces.size();
            boolean addressed = one.lladdr().isPresent() || index < old.size() || old.contains(one);
            MacAddress derived = MacAddress.derivedFrom(vm.name() + "/" + index);
            interfaces.add(addressed ? one : one.toBuilder().lladdr(derived).build());
        }
        return vm.toBuilder().interfaces(interfaces).build();
    }

    private void set(GlobalSetting setting) {
        requireOnce("setting", setting.getClass().getSimpleName());
        Optional<Statement.Setting> last = settings(setting.getClass()).stream().reduce((earlier, later) -> later);
        if (last.isEmpty()) {
            for (Located<GlobalSetting> one : before.settings()) {
                if (setting.getClass().isInstance(one.value())) {
                    throw notInOneBlock(
                            "setting",
                            setting.getClass().getSimpleName(),
                            one.origin().toString());
                }
            }
            files.append(OptionText.setting(setting) + "\n");
            expected.settings().add(setting);
            return;
        }
        BlockEdit edit = new BlockEdit(last.get().children(), BlockEdit.Layout.WORDS, "");
        edit.set(EnumSet.of(Option.Kind.HEAD), Optional.of(OptionText.setting(setting)));
        files.replace(last.get(), edit.nodes());
        for (int i = expected.settings().size() - 1; i >= 0; i--) {
            if (setting.getClass().isInstance(expected.settings().get(i))) {
                expected.settings().set(i, setting);
                return;
            }
        }
    }

    private void unset(Class<? extends GlobalSetting> kind) {
        requireOnce("setting", kind.getSimpleName());
        settings(kind).forEach(files::remove);
        expected.settings().removeIf(kind::isInstance);
    }

    private List<Statement.Setting> settings(Class<?> kind) {
        return files.statements(Statement.Setting.class).stream()
                .filter(statement -> kind.isInstance(statement.setting()))
                .toList();
    }

    private Statement.VmBlock vmBlock(String name) {
        Optional<String> where = origin(before.vms(), name, VmDefinition::name);
        List<Statement.VmBlock> blocks = files.statements(Statement.VmBlock.class).stream()
                .filter(block -> block.definition().name().equals(name))
                .toList();
        return only(VM, name, where, blocks);
    }

    private Statement.SwitchBlock switchBlock(String name) {
        Optional<String> where = origin(before.switches(), name, SwitchDefinition::name);
        List<Statement.SwitchBlock> blocks = files.statements(Statement.SwitchBlock.class).stream()
                .filter(block -> block.definition().name().equals(name))
                .toList();
        return only(SWITCH, name, where, blocks);
    }

    private <T> T only(String what, String name, Optional<String> where, List<T> blocks) {
        requireOnce(what, name);
        if (where.isEmpty()) {
            throw new VmConfEditException(Problem.of(VmConfError.NOT_DEFINED)
                    .with("what", what)
                    .with("name", name)
                    .with("file", before.files().get(0).path()));
        }
        if (where.get().contains(", ")) {
            throw new VmConfEditException(Problem.of(VmConfError.DEFINED_TWICE)
                    .with("what", what)
                    .with("name", name)
                    .with("where", where.get()));
        }
        if (blocks.size() != 1) {
            throw notInOneBlock(what, name, where.get());
        }
        return blocks.get(0);
    }

    private static VmConfEditException notInOneBlock(String what, String name, String where) {
        return new VmConfEditException(Problem.of(VmConfError.NOT_IN_ONE_BLOCK)
                .with("what", what)
                .with("name", name)
                .with("where", where));
    }

    private void requireNew(String what, String name, Optional<String> where) {
        requireOnce(what, name);
        if (where.isPresent()) {
            throw new VmConfEditException(Problem.of(VmConfError.ALREADY_DEFINED)
                    .with("what", what)
                    .with("name", name)
                    .with("where", where.get()));
        }
    }

    private void requireOnce(String what, String name) {
        if (!changed.add(what + " " + name)) {
            throw new VmConfEditException(
                    Problem.of(VmConfError.CHANGED_TWICE).with("what", what).with("name", name));
        }
    }

    private static <T> Optional<String> origin(List<Located<T>> all, String name, Function<T, String> nameOf) {
        List<String> origins = all.stream()
                .filter(one -> nameOf.apply(one.value()).equals(name))
                .map(one -> one.origin().toString())
                .toList();
        return origins.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", origins));
    }
}
