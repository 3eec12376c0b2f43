package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.MemorySize;
import io.vmm4j.vmconf.Located;
import io.vmm4j.vmconf.SwitchDefinition;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmDefinition;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code vmm conf list}. */
@Command(
        name = "list",
        description = "Lists what vm.conf(5) defines: VMs, switches, and what stands outside of blocks.",
        mixinStandardHelpOptions = true)
final class ConfListCommand extends HostCommand {

    private static final int MOST = 3;

    @Override
    Task task() {
        return host -> new Listed(host.configuration().read());
    }

    /** Adds words to a document; those of a list become an array. */
    static void put(ObjectNode json, List<KeyValue> words, Set<String> lists) {
        for (KeyValue word : words) {
            if (lists.contains(word.key())) {
                JsonNode there = json.get(word.key());
                ArrayNode array = there instanceof ArrayNode one ? one : json.putArray(word.key());
                array.add(word.value());
            } else {
                json.put(word.key(), word.value());
            }
        }
    }

    /** What is defined. */
    private record Listed(VmConf conf) implements Outcome {

        @Override
        public JsonNode json() {
            ObjectNode json = Json.object().put("file", conf.file().path());
            ArrayNode vms = json.putArray("vms");
            for (Located<VmDefinition> vm : conf.vms()) {
                put(entry(vms, vm, vm.value().name()), VmKeys.of(vm.value()), VmKeys.LISTS);
            }
            ArrayNode switches = json.putArray("switches");
            for (Located<SwitchDefinition> one : conf.switches()) {
                put(entry(switches, one, one.value().name()), SwitchKeys.of(one.value()), SwitchKeys.LISTS);
            }
            put(json.putObject("globals"), SettingKeys.of(conf), SettingKeys.LISTS);
            return json;
        }

        private static ObjectNode entry(ArrayNode array, Located<?> found, String name) {
            return array.addObject()
                    .put("name", name)
                    .put("file", found.origin().file())
                    .put("line", found.origin().line());
        }

        @Override
        public void print(Screen out) {
            if (conf.vms().isEmpty() && conf.switches().isEmpty()) {
                out.line(conf.file().path() + " defines no VMs and no switches.");
            }
            if (!conf.vms().isEmpty()) {
                Table table = new Table("VM", "STARTS", "MEMORY", "DISKS", "INTERFACES", "DEFINED AT");
                for (Located<VmDefinition> vm : conf.vms()) {
                    VmDefinition value = vm.value();
                    table.add(
                            value.name(),
                            value.disabled() ? "by hand" : "with vmd",
                            value.memory().map(MemorySize::toString).orElse("-"),
                            some(value.disks().stream().map(disk -> disk.path()).toList()),
                            some(value.interfaces().stream()
                                    .map(one -> InterfaceText.of(one).split(",", 2)[0])
                                    .toList()),
                            vm.origin().toString());
                }
                table.print(
                        out,
                        "STARTS",
                        (cell, padded) -> cell.equals("with vmd") ? out.style().good(padded) : padded);
            }
            if (!conf.switches().isEmpty()) {
                out.line("");
                Table table = new Table("SWITCH", "DEVICE", "DEFINED AT");
                for (Located<SwitchDefinition> one : conf.switches()) {
                    table.add(
                            one.value().name(),
                            one.value().interfaceName(),
                            one.origin().toString());
                }
                table.print(out, "", (cell, padded) -> padded);
            }
            List<KeyValue> settings = SettingKeys.of(conf);
            if (!settings.isEmpty()) {
                out.line("");
                settings.forEach(word -> out.line(word.toString()));
            }
        }

        private static String some(List<String> all) {
            if (all.isEmpty()) {
                return "-";
            }
            String shown = all.stream().limit(MOST).collect(Collectors.joining(", "));
            return all.size() > MOST ? shown + ", ..." : shown;
        }
    }
}
