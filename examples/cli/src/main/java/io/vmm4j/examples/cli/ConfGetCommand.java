package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.vmconf.Located;
import io.vmm4j.vmconf.SwitchDefinition;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmDefinition;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vmm conf get}. */
@Command(
        name = "get",
        description = "Prints what is said of a VM, a switch, or vmd(8) itself, as key=value.",
        mixinStandardHelpOptions = true)
final class ConfGetCommand extends HostCommand {

    @Mixin
    private final ConfSubject subject = new ConfSubject();

    @Option(names = "--globals", description = "What stands outside of blocks; there is no NAME then.")
    private boolean globals;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Its name; compared exactly.")
    private @Nullable String given;

    @Override
    Task task() {
        if (globals && (subject.isSwitch() || given != null)) {
            throw new WrongUsage("--globals stands alone.", "Leave out the name and --switch, or --globals.");
        }
        if (given == null && !globals) {
            throw new WrongUsage(
                    "Nothing tells what to get.", "Write the name of a VM, --switch and a name, or --globals.");
        }
        String name = Objects.requireNonNullElse(given, "");
        return host -> {
            VmConf conf = host.configuration().read();
            if (globals) {
                return new Got(Json.object(), SettingKeys.of(conf), SettingKeys.LISTS);
            }
            if (subject.isSwitch()) {
                Located<SwitchDefinition> found = ConfSubject.switchOf(conf, name);
                return new Got(head(found, name), SwitchKeys.of(found.value()), SwitchKeys.LISTS);
            }
            Located<VmDefinition> found = ConfSubject.vm(conf, name);
            return new Got(head(found, name), VmKeys.of(found.value()), VmKeys.LISTS);
        };
    }

    private static ObjectNode head(Located<?> found, String name) {
        return Json.object()
                .put("name", name)
                .put("file", found.origin().file())
                .put("line", found.origin().line());
    }

    /** What was found. */
    private record Got(ObjectNode head, List<KeyValue> words, Set<String> lists) implements Outcome {

        @Override
        public JsonNode json() {
            ConfListCommand.put(head, words, lists);
            return head;
        }

        @Override
        public void print(Screen out) {
            words.forEach(word -> out.line(word.toString()));
        }
    }
}
