package io.vmm4j.vmconf;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.MemorySize;
import io.vmm4j.VmName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class VmConfPropertiesTest {

    private static final String[] PIECES = {
        "vm ",
        "\"a\"",
        "{",
        "}",
        "\n",
        "\n",
        " ",
        "enable",
        "memory 1G",
        "disk ",
        "'",
        "\"",
        "\\",
        "#",
        "$m",
        "m = ",
        "=",
        ",",
        "interface ",
        "switch ",
        "local ",
        "12",
        "-",
        "\0",
        "\u0001",
        "\u0002",
        "\r",
        "ü",
        "include ",
        "allow instance ",
        "boot ",
        "owner ",
        "lladdr ",
        "1:2:3:4:5:6",
        "9".repeat(30),
        "x".repeat(9000),
        "agentx ",
        "format raw"
    };

    private static VmConf parse(String text) {
        return VmConf.parse("/etc/vm.conf", text);
    }

    @Property(tries = 50_000, shrinking = ShrinkingMode.OFF)
    void any_file_that_the_grammar_allows_is_read_rightly_and_printed_byte_for_byte(@ForAll long seed) {
        RandomConf random = new RandomConf(seed);
        byte[] bytes = random.text().getBytes(StandardCharsets.UTF_8);

        VmConf conf = VmConf.parse("/etc/vm.conf", bytes);

        assertThat(conf.bytes()).isEqualTo(bytes);
        assertThat(values(conf.vms())).isEqualTo(random.vms);
        assertThat(values(conf.switches())).isEqualTo(random.switches);
    }

    @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
    void a_change_of_one_vm_leaves_every_other_statement_as_it_is(@ForAll long seed) {
        RandomConf random = new RandomConf(seed);
        Assume.that(!random.vms.isEmpty());
        VmConf conf = parse(random.text());
        int index = random.random().nextInt(random.vms.size());
        VmDefinition wanted = changed(random.vms.get(index), random.random());

        VmConf after = conf.apply(new VmConfChange.ChangeVm(wanted));

        assertThat(values(after.vms()).get(index)).isEqualTo(wanted);
        List<Statement> old = conf.file().statements();
        List<Statement> now = after.file().statements();
        assertThat(now).hasSameSizeAs(old);
        for (int i = 0; i < old.size(); i++) {
            boolean target = old.get(i) instanceof Statement.VmBlock block
                    && block.definition().name().equals(wanted.name());
            if (!target) {
                assertThat(now.get(i).text()).isEqualTo(old.get(i).text());
            }
        }
        assertThat(after.apply(new VmConfChange.ChangeVm(wanted)).toString()).isEqualTo(after.toString());
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
    @Label("the memory of a VM is one option: all other options and all comments keep their bytes")
    void the_memory_of_a_vm_is_one_option(@ForAll long seed) {
        RandomConf random = new RandomConf(seed);
        Assume.that(random.vms.stream().anyMatch(vm -> vm.memory().isPresent()));
        VmDefinition vm = random.vms.stream()
                .filter(one -> one.memory().isPresent())
                .findFirst()
                .orElseThrow();

        VmConf conf = parse(random.text());
        VmConf after = conf.apply(new VmConfChange.ChangeVm(
                vm.toBuilder().memory(MemorySize.of("7M")).build()));

        List<SyntaxNode> old = block(conf, vm.name()).children();
        List<SyntaxNode> now = block(after, vm.name()).children();
        assertThat(now).hasSameSizeAs(old);
        for (int i = 0; i < old.size(); i++) {
            boolean memory = old.get(i) instanceof Option option && option.kind() == Option.Kind.MEMORY;
            assertThat(now.get(i).text())
                    .isEqualTo(memory ? "memory \"7M\"" : old.get(i).text());
        }
    }

    private static Statement.VmBlock block(VmConf conf, String name) {
        return conf.file().statements().stream()
                .filter(Statement.VmBlock.class::isInstance)
                .map(Statement.VmBlock.class::cast)
                .filter(block -> block.definition().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
    void what_is_added_and_what_is_removed_touches_nothing_else(@ForAll long seed) {
        RandomConf random = new RandomConf(seed);
        String text = random.text();
        VmDefinition vm = VmDefinition.builder(VmName.of("brand-new")).build();

        VmConf added = parse(text).apply(new VmConfChange.AddVm(vm));

        assertThat(added.toString()).startsWith(text);
        assertThat(added.apply(new VmConfChange.RemoveVm("brand-new")).toString())
                .startsWith(text);
        if (!random.vms.isEmpty()) {
            String name = random.vms.get(0).name();
            VmConf removed = parse(text).apply(new VmConfChange.RemoveVm(name));
            String expected = parse(text).file().statements().stream()
                    .filter(one -> !(one instanceof Statement.VmBlock block
                            && block.definition().name().equals(name)))
                    .map(SyntaxNode::text)
                    .reduce("", String::concat);
            assertThat(removed).hasToString(expected);
        }
    }

    @Property(tries = 20_000, shrinking = ShrinkingMode.OFF)
    void whatever_the_bytes_are_they_are_read_or_refused_properly(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "" : new RandomConf(seed).text());
        for (int i = random.nextInt(20); i > 0; i--) {
            text.insert(random.nextInt(text.length() + 1), PIECES[random.nextInt(PIECES.length)]);
            if (random.nextInt(4) == 0) {
                text.deleteCharAt(random.nextInt(text.length()));
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        for (VmConfReader reader : List.of(VmConf.reader(), VmConf.reader().keepingUnknown())) {
            try {
                assertThat(reader.read("/etc/vm.conf", bytes).bytes()).isEqualTo(bytes);
            } catch (VmConfSyntaxException e) {
                assertThat(e.messages()).isNotEmpty();
            }
        }
    }

    private static VmDefinition changed(VmDefinition vm, Random random) {
        VmDefinitionBuilder builder = vm.toBuilder();
        switch (random.nextInt(8)) {
            case 0 -> builder.disabled();
            case 1 -> builder.autostart().memory(MemorySize.of("3G"));
            case 2 -> builder.defaultMemory().withoutOwner().withoutCdrom();
            case 3 -> builder.disks(shuffled(vm.disks(), new DiskDefinition("/new", Optional.empty()), random));
            case 4 -> {
                InterfaceDefinition another = InterfaceDefinition.builder()
                        .onSwitch("other")
                        .lladdr("fe:e1:bb:00:00:99")
                        .build();
                builder.interfaces(shuffled(vm.interfaces(), another, random));
            }
            case 5 ->
                builder.interfaces(vm.interfaces().stream()
                        .map(one -> one.toBuilder().unlocked().up().group("g").build())
                        .toList());
            case 6 ->
                builder.interfaces(vm.interfaces().stream()
                        .map(one -> InterfaceDefinition.builder().rdomain(9).build())
                        .toList());
            default -> builder.instanceRights(InstanceRights.NONE).owner(Owner.uid(3));
        }
        return builder.build();
    }

    /** Some are left out, one comes in, and the order is any. */
    private static <T> List<T> shuffled(List<T> all, T another, Random random) {
        List<T> some = new ArrayList<>(all);
        some.removeIf(one -> random.nextInt(3) == 0);
        if (some.size() < 4) {
            some.add(random.nextInt(some.size() + 1), another);
        }
        return some;
    }

    private static <T> List<T> values(List<Located<T>> all) {
        return all.stream().map(Located::value).toList();
    }
}
