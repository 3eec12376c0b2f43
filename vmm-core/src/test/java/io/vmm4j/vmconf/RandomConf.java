package io.vmm4j.vmconf;

import io.vmm4j.BootDevice;
import io.vmm4j.DiskFormat;
import io.vmm4j.MemorySize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file that vm.conf(5) allows, in any of the ways it can be written, and the VMs and switches that it must define. */
final class RandomConf {

    private static final Set<String> RESERVED = Set.of(
            ("add agentx allow boot cdrom context delay device disable disk down enable format group id include inet6"
                            + " instance interface interfaces lladdr local locked memory net owner parallel path prefix"
                            + " rdomain sev seves size socket staggered start switch up vm")
                    .split(" "));
    private static final String[] WORDS = {
        "a",
        "web",
        "db-1",
        "/var/vmm/x.raw",
        "/vm/my disk",
        "_vmd",
        "lan",
        "7up",
        "x#y",
        "{",
        "$d",
        "a\"b'c",
        "vm",
        "disk",
        "ünï",
        "12",
        "-1",
        "C:\\x",
        "a=b",
        "/a,b",
        "!",
        "x\\ y",
        "%"
    };

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<String> macros = new ArrayList<>();
    final List<VmDefinition> vms = new ArrayList<>();
    final List<SwitchDefinition> switches = new ArrayList<>();

    RandomConf(long seed) {
        random = new Random(seed);
        lines(2);
        for (int i = random.nextInt(3); i > 0; i--) {
            macro();
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> setting();
                case 1 -> switchBlock();
                default -> vmBlock();
            }
            if (i > 1 || random.nextBoolean()) {
                endOfLine();
            }
        }
    }

    String text() {
        return text.toString();
    }

    Random random() {
        return random;
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private boolean rarely() {
        return random.nextInt(6) == 0;
    }

    private RandomConf add(String words) {
        String[] all = words.split(" ");
        for (int i = 0; i < all.length; i++) {
            if (i > 0) {
                blank();
            }
            text.append(all[i]);
        }
        return this;
    }

    /** One blank at least, or what vmd(8) takes for one. */
    private RandomConf blank() {
        text.append(random.nextBoolean() ? " " : "\t");
        while (rarely()) {
            text.append(random.nextBoolean() ? "  " : "\\\n\t");
        }
        return this;
    }

    private void perhapsBlank() {
        if (random.nextBoolean()) {
            blank();
        }
    }

    private void comment() {
        text.append("# vm \"no\" { } ").append(rarely() ? "\\\nmore \" of it" : word());
    }

    private void endOfLine() {
        perhapsBlank();
        if (rarely()) {
            // A number before the sign of a comment would be a word.
            text.append(Character.isDigit(text.charAt(text.length() - 1)) ? " " : "");
            comment();
        }
        text.append('\n');
        lines(1);
    }

    private void lines(int most) {
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            perhapsBlank();
            if (random.nextBoolean()) {
                comment();
            }
            text.append('\n');
        }
        perhapsBlank();
    }

    private void macro() {
        String name = "m" + macros.size();
        String value = word();
        text.append(name);
        perhapsBlank();
        text.append('=');
        perhapsBlank();
        quoted(value);
        macros.add(value);
        endOfLine();
    }

    /** A string where exactly one is expected. */
    private void one(String value) {
        boolean bare = value.matches("[A-Za-z:_/][A-Za-z0-9:_/.@-]*") && !RESERVED.contains(value);
        if (bare && random.nextBoolean()) {
            text.append(value);
        } else {
            quoted(value);
        }
    }

    /** A string where several make one. */
    private void string(String value) {
        if (!value.isEmpty() && rarely()) {
            int cut = 1 + random.nextInt(value.length());
            cut -= cut < value.length() && Character.isLowSurrogate(value.charAt(cut)) ? 1 : 0;
            if (!value.substring(0, cut).endsWith("\\")) {
                quoted(value.substring(0, cut));
                perhapsBlank();
                quoted(value.substring(cut));
                return;
            }
        }
        int macro = macros.indexOf(value);
        boolean expandable = value.matches("[A-Za-z_/][A-Za-z0-9_/.-]*") && !RESERVED.contains(value);
        if (macro >= 0 && expandable) {
            text.append("$m").append(macro);
            blank();
        } else {
            one(value);
        }
    }

    private void quoted(String value) {
        char quote = random.nextBoolean() ? '"' : '\'';
        text.append(quote);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean afterBackslash = i > 0 && value.charAt(i - 1) == '\\';
            if (c == quote || (c == ' ' && (afterBackslash || rarely()))) {
                text.append('\\');
            } else if (c != '\\' && !afterBackslash && random.nextInt(30) == 0) {
                text.append(random.nextBoolean() ? "\\\n" : "\n");
            }
            text.append(c);
        }
        text.append(quote);
    }

    private void setting() {
        switch (random.nextInt(4)) {
            case 0 -> {
                add("local prefix ");
                blank().one("10.9.0.0/16");
            }
            case 1 -> add("local inet6");
            case 2 -> add("socket owner 1000");
            default -> add("staggered start parallel 2 delay 3");
        }
    }

    private void head(String keyword, String name) {
        text.append(keyword);
        blank().string(name);
        perhapsBlank();
        text.append('{');
    }

    /** Options in any order; after the first, one a line. */
    private void options(List<Runnable> options) {
        if (random.nextBoolean()) {
            endOfLine();
        } else {
            perhapsBlank();
        }
        for (int i = 0; i < options.size(); i++) {
            options.get(i).run();
            boolean shareable = i == 0 && (options.size() == 1 || rarely());
            if (shareable) {
                blank();
            } else {
                endOfLine();
            }
        }
        text.append('}');
    }

    private void switchBlock() {
        String name = word();
        SwitchDefinitionBuilder builder = SwitchDefinition.builderOfObserved(name, "veb" + random.nextInt(3));
        List<Runnable> options = new ArrayList<>();
        SwitchDefinition start = builder.build();
        options.add(() -> {
            add("interface ");
            blank().string(start.interfaceName());
        });
        if (random.nextBoolean()) {
            builder.group("vmnet");
            options.add(() -> {
                add("group ");
                blank().string("vmnet");
            });
        }
        if (rarely()) {
            builder.locked().down().rdomain(3).disabled();
            options.add(() -> add("locked lladdr"));
            options.add(() -> add("down"));
            options.add(() -> add("rdomain 3"));
            options.add(() -> add("disable"));
        }
        head("switch", name);
        Collections.shuffle(options, random);
        options(options);
        switches.add(builder.build());
    }

    private void vmBlock() {
        String name = word() + vms.size();
        VmDefinitionBuilder builder = VmDefinition.builderOfObserved(name).autostart();
        List<Runnable> options = new ArrayList<>();
        if (random.nextBoolean()) {
            builder.disabled();
            options.add(() -> add("disable"));
        }
        if (random.nextBoolean()) {
            builder.memory(MemorySize.of("512M"));
            options.add(() -> {
                add("memory ");
                blank().one("512M");
            });
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            disk(builder, options);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            networkInterface(builder, options);
        }
        rareOptions(builder, options);
        if (options.isEmpty()) {
            options.add(() -> add("enable"));
        }
        if (rarely()) {
            builder.instanceOf("base");
            text.append("vm");
            blank().string("base");
            blank();
            head("instance", name);
        } else {
            head("vm", name);
        }
        options(options);
        vms.add(builder.build());
    }

    private void disk(VmDefinitionBuilder builder, List<Runnable> options) {
        String path = word();
        boolean format = random.nextBoolean();
        builder.disk(new DiskDefinition(path, format ? Optional.of(DiskFormat.QCOW2) : Optional.empty()));
        options.add(() -> {
            add("disk ");
            blank().string(path);
            if (format) {
                blank().add("format ").blank().string("qcow2");
            }
        });
    }

    private void rareOptions(VmDefinitionBuilder builder, List<Runnable> options) {
        if (rarely()) {
            builder.kernel("/bsd").bootDevice(BootDevice.CDROM).cdrom("/x.iso");
            options.add(() -> {
                add("boot ");
                blank().string("/bsd");
            });
            options.add(() -> add("boot device cdrom"));
            options.add(() -> {
                add("cdrom ");
                blank().string("/x.iso");
            });
        }
        if (rarely()) {
            builder.owner(Owner.userAndGroup("alice", "vmusers")).encryption(MemoryEncryption.SEV);
            builder.instanceRights(InstanceRights.of(Owner.uid(7), Set.of(InstanceRight.values())));
            options.add(() -> {
                add("owner ");
                blank().one("alice:vmusers");
            });
            options.add(() -> add("sev"));
            options.add(this::instanceRights);
        }
    }

    private void instanceRights() {
        add("allow instance {");
        List<String> words = Stream.of(InstanceRight.values())
                .map(InstanceRight::toString)
                .collect(Collectors.toCollection(ArrayList::new));
        words.add("owner 7");
        for (int i = 0; i < words.size(); i++) {
            perhapsBlank();
            add(words.get(i));
            if (i < words.size() - 1 && random.nextBoolean()) {
                perhapsBlank();
                text.append(',');
            } else {
                endOfLine();
            }
        }
        text.append('}');
    }

    private void networkInterface(VmDefinitionBuilder builder, List<Runnable> options) {
        InterfaceDefinitionBuilder one = InterfaceDefinition.builder();
        List<Runnable> inside = new ArrayList<>();
        boolean local = rarely();
        boolean tap = rarely();
        String name = word();
        if (local) {
            one.local();
        }
        if (tap) {
            one.tap("tap3");
        }
        if (random.nextBoolean()) {
            one.onSwitch(name);
            inside.add(() -> {
                add("switch ");
                blank().string(name);
            });
        }
        if (random.nextBoolean()) {
            one.locked().lladdr("fe:e1:bb:00:00:0a");
            inside.add(() -> {
                add("locked lladdr ");
                blank().one("FE:E1:bb:0:0:a");
            });
        }
        if (rarely()) {
            one.down().rdomain(2);
            inside.add(() -> add("down"));
            inside.add(() -> add("rdomain 2"));
        }
        builder.networkInterface(one.build());
        options.add(() -> {
            add(local ? "local interface" : "interface");
            if (tap) {
                blank().one("tap3");
            }
            insideInterface(inside);
        });
    }

    private void insideInterface(List<Runnable> options) {
        if (options.isEmpty()) {
            return;
        }
        blank();
        boolean braces = random.nextBoolean();
        text.append(braces ? "{" : "");
        for (Runnable option : options) {
            blank();
            option.run();
            if (braces && random.nextBoolean()) {
                endOfLine();
            }
        }
        blank();
        text.append(braces ? "}" : "");
    }
}
