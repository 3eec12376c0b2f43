package io.vmm4j.examples.cli;

import io.vmm4j.vmconf.GlobalSetting;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What vm.conf(5) says outside of blocks, by keys. */
final class SettingKeys {

    static final List<String> ALL =
            List.of("local-prefix", "local-inet6", "socket-owner", "staggered-start", "agentx-context", "agentx-path");
    static final Set<String> LISTS = Set.of();

    private static final String RANDOM = "random";

    private SettingKeys() {}

    /** The change that a word asks for; an empty value takes the setting away. */
    static List<VmConfChange> changes(List<KeyValue> words, VmConf conf) {
        List<VmConfChange> changes = new ArrayList<>();
        for (KeyValue word : words) {
            if (!word.key().startsWith("agentx")) {
                changes.add(change(word));
            }
        }
        if (words.stream().anyMatch(word -> word.key().startsWith("agentx"))) {
            changes.add(agentx(words, conf.setting(GlobalSetting.Agentx.class)));
        }
        return changes;
    }

    private static VmConfChange change(KeyValue word) {
        if (word.isEmpty()) {
            return new VmConfChange.Unset(kind(word.key()));
        }
        return new VmConfChange.Set(
                switch (word.key()) {
                    case "local-prefix" -> new GlobalSetting.LocalPrefix(word.value());
                    case "local-inet6" ->
                        new GlobalSetting.LocalInet6(Optional.of(word.value()).filter(text -> !text.equals(RANDOM)));
                    case "socket-owner" -> new GlobalSetting.SocketOwner(OwnerText.parse(word));
                    default -> staggered(word);
                });
    }

    private static Class<? extends GlobalSetting> kind(String key) {
        return switch (key) {
            case "local-prefix" -> GlobalSetting.LocalPrefix.class;
            case "local-inet6" -> GlobalSetting.LocalInet6.class;
            case "socket-owner" -> GlobalSetting.SocketOwner.class;
            default -> GlobalSetting.StaggeredStart.class;
        };
    }

    private static GlobalSetting staggered(KeyValue word) {
        if (!word.value().matches("\\d{1,9}/\\d{1,9}")) {
            throw word.wrong("how many at a time, a slash, and the seconds until the next: 2/30");
        }
        String[] numbers = word.value().split("/", -1);
        return new GlobalSetting.StaggeredStart(
                Long.parseLong(numbers[0]), Duration.ofSeconds(Long.parseLong(numbers[1])));
    }

    private static VmConfChange agentx(List<KeyValue> words, Optional<GlobalSetting.Agentx> old) {
        Optional<String> context = value("agentx-context", words, old.flatMap(GlobalSetting.Agentx::context));
        Optional<String> path = value("agentx-path", words, old.flatMap(GlobalSetting.Agentx::path));
        return context.isEmpty() && path.isEmpty()
                ? new VmConfChange.Unset(GlobalSetting.Agentx.class)
                : new VmConfChange.Set(new GlobalSetting.Agentx(context, path));
    }

    private static Optional<String> value(String key, List<KeyValue> words, Optional<String> old) {
        return words.stream()
                .filter(word -> word.key().equals(key))
                .findFirst()
                .map(word -> Optional.of(word.value()).filter(text -> !text.isEmpty()))
                .orElse(old);
    }

    /** Those that are set. */
    static List<KeyValue> of(VmConf conf) {
        List<KeyValue> words = new ArrayList<>();
        conf.setting(GlobalSetting.LocalPrefix.class)
                .ifPresent(prefix -> words.add(new KeyValue("local-prefix", prefix.prefix())));
        conf.setting(GlobalSetting.LocalInet6.class)
                .ifPresent(inet6 ->
                        words.add(new KeyValue("local-inet6", inet6.prefix().orElse(RANDOM))));
        conf.setting(GlobalSetting.SocketOwner.class)
                .ifPresent(owner ->
                        words.add(new KeyValue("socket-owner", owner.owner().toString())));
        conf.setting(GlobalSetting.StaggeredStart.class)
                .ifPresent(start -> words.add(new KeyValue(
                        "staggered-start",
                        start.parallel() + "/" + start.delay().toSeconds())));
        conf.setting(GlobalSetting.Agentx.class).ifPresent(agentx -> {
            agentx.context().ifPresent(context -> words.add(new KeyValue("agentx-context", context)));
            agentx.path().ifPresent(path -> words.add(new KeyValue("agentx-path", path)));
        });
        return words;
    }
}
