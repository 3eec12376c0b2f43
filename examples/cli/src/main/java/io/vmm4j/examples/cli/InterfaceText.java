package io.vmm4j.examples.cli;

import io.vmm4j.vmconf.InterfaceDefinition;
import io.vmm4j.vmconf.InterfaceDefinitionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Network interfaces in one word: {@code local}, a switch or {@code none}, and then {@code lladdr=fe:e1:bb:00:00:01},
 * {@code locked}, {@code group=G}, {@code rdomain=N}, {@code tap=tap3}, {@code switch=S}, {@code down}, with commas between them.
 */
final class InterfaceText {

    static final String FORM =
            "local, a switch or none, then as needed ,lladdr=A ,locked ,group=G ,rdomain=N ,tap=tapN ,down";

    private static final String LOCAL = "local";
    private static final String NONE = "none";

    private InterfaceText() {}

    /** Reads one; without an lladdr it keeps that of the interface it replaces. */
    static InterfaceDefinition parse(KeyValue word, Optional<InterfaceDefinition> old) {
        List<String> parts = List.of(word.value().split(",", -1));
        InterfaceDefinitionBuilder builder = InterfaceDefinition.builder();
        old.flatMap(InterfaceDefinition::lladdr).ifPresent(builder::lladdr);
        String first = parts.get(0);
        if (first.equals(LOCAL)) {
            builder.local();
        } else if (first.isEmpty() || first.contains("=")) {
            throw word.wrong(FORM);
        } else if (!first.equals(NONE)) {
            builder.onSwitch(first);
        }
        parts.subList(1, parts.size()).forEach(part -> add(word, part, builder));
        return builder.build();
    }

    private static void add(KeyValue word, String part, InterfaceDefinitionBuilder builder) {
        int equals = part.indexOf('=');
        String value = equals < 0 ? "" : part.substring(equals + 1);
        switch (equals < 0 ? part : part.substring(0, equals + 1)) {
            case "lladdr=" -> builder.lladdr(io.vmm4j.MacAddress.of(value));
            case "group=" -> builder.group(value);
            case "rdomain=" -> builder.rdomain(new KeyValue("rdomain", value).number());
            case "tap=" -> builder.tap(value);
            case "switch=" -> builder.onSwitch(value);
            case "locked" -> builder.locked();
            case "down" -> builder.down();
            default -> throw word.wrong(FORM);
        }
    }

    static String of(InterfaceDefinition one) {
        List<String> parts = new ArrayList<>();
        parts.add(one.local() ? LOCAL : one.switchName().orElse(NONE));
        one.switchName()
                .filter(name -> one.local() || name.equals(NONE))
                .ifPresent(name -> parts.add("switch=" + name));
        one.lladdr().ifPresent(address -> parts.add("lladdr=" + address));
        if (one.locked()) {
            parts.add("locked");
        }
        one.group().ifPresent(group -> parts.add("group=" + group));
        one.rdomain().ifPresent(number -> parts.add("rdomain=" + number));
        one.tap().ifPresent(tap -> parts.add("tap=" + tap));
        if (!one.up()) {
            parts.add("down");
        }
        return String.join(",", parts);
    }
}
