package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.VmInfo;
import io.vmm4j.VmStatus;
import io.vmm4j.json.VmmJson;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code vmm list}. */
@Command(name = "list", description = "Lists the VMs of the host.", mixinStandardHelpOptions = true)
final class ListCommand extends HostCommand {

    @Override
    Task task() {
        return host -> new Printed(host.executor().target(), host.vms());
    }

    /** The VMs. */
    record Printed(String target, List<VmInfo> vms) implements Outcome {

        @Override
        public JsonNode json() {
            return Json.document(VmmJson.of(target, vms));
        }

        @Override
        public void print(Screen out) {
            if (vms.isEmpty()) {
                out.line("There are no VMs on " + target + ".");
                return;
            }
            Table table = new Table("NAME", "STATE", "ID", "MEMORY", "IN USE", "TTY", "OWNER", "MADE BY");
            for (VmInfo vm : vms) {
                table.add(
                        vm.name().value(),
                        vm.state().toString(),
                        vm.status().map(status -> status.id().toString()).orElse("-"),
                        memory(vm),
                        vm.status().flatMap(VmStatus::currentMemory).orElse("-"),
                        vm.status().flatMap(VmStatus::tty).orElse("-"),
                        vm.status().map(VmStatus::owner).orElse("-"),
                        vm.spec().isPresent() ? "vmm4j" : "-");
            }
            table.print(out, "STATE", out.style()::state);
        }

        private static String memory(VmInfo vm) {
            return vm.spec()
                    .map(spec -> spec.memory().toString())
                    .orElseGet(() -> vm.status().map(VmStatus::maxMemory).orElse("-"));
        }
    }
}
