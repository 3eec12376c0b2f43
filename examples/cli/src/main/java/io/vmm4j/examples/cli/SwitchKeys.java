package io.vmm4j.examples.cli;

import io.vmm4j.vmconf.SwitchDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What vm.conf(5) says of a switch, by keys. */
final class SwitchKeys {

    static final List<String> ALL = List.of("interface", "group", "locked", "rdomain", "up", "enabled");
    static final Set<String> LISTS = Set.of();

    private SwitchKeys() {}

    /** A switch with what these words say instead. */
    static SwitchDefinition change(SwitchDefinition old, List<KeyValue> words) {
        SwitchDefinition now = old;
        for (KeyValue word : words) {
            now = change(now, word);
        }
        return now;
    }

    private static SwitchDefinition change(SwitchDefinition old, KeyValue word) {
        boolean hasGroup = word.key().equals("group");
        boolean hasDomain = word.key().equals("rdomain");
        return new SwitchDefinition(
                old.name(),
                word.key().equals("interface") ? word.value() : old.interfaceName(),
                hasGroup ? Optional.of(word.value()).filter(text -> !text.isEmpty()) : old.group(),
                word.key().equals("locked") ? word.isYes() : old.locked(),
                hasDomain ? (word.isEmpty() ? OptionalInt.empty() : OptionalInt.of(word.number())) : old.rdomain(),
                word.key().equals("up") ? word.isYes() : old.up(),
                word.key().equals("enabled") ? !word.isYes() : old.disabled(),
                old.rawOptions());
    }

    static List<KeyValue> of(SwitchDefinition one) {
        List<KeyValue> words = new ArrayList<>();
        words.add(new KeyValue("interface", one.interfaceName()));
        one.group().ifPresent(group -> words.add(new KeyValue("group", group)));
        words.add(KeyValue.yesOrNo("locked", one.locked()));
        one.rdomain().ifPresent(number -> words.add(new KeyValue("rdomain", Integer.toString(number))));
        words.add(KeyValue.yesOrNo("up", one.up()));
        words.add(KeyValue.yesOrNo("enabled", !one.disabled()));
        return words;
    }
}
