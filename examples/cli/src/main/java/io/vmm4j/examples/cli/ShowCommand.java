package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.DiskSpec;
import io.vmm4j.GuestAddress;
import io.vmm4j.NetworkMode;
import io.vmm4j.Vm;
import io.vmm4j.VmError;
import io.vmm4j.VmInfo;
import io.vmm4j.VmNotFoundException;
import io.vmm4j.VmSpec;
import io.vmm4j.VmStatus;
import io.vmm4j.error.Problem;
import io.vmm4j.json.VmmJson;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code vmm show}. */
@Command(name = "show", description = "Shows one VM and its address.", mixinStandardHelpOptions = true)
final class ShowCommand extends VmCommand {

    @Override
    VmTask vmTask() {
        return ShowCommand::show;
    }

    private static Outcome show(Vm vm) {
        VmInfo info = vm.status()
                .orElseThrow(() -> new VmNotFoundException(Problem.of(VmError.NOT_FOUND)
                        .with("vm", vm.name())
                        .with("target", vm.host().executor().target())));
        return new Printed(info, info.isRunning() ? vm.address() : Optional.empty());
    }

    /** A VM. */
    private record Printed(VmInfo vm, Optional<GuestAddress> address) implements Outcome {

        @Override
        public JsonNode json() {
            ObjectNode json = Json.document(VmmJson.of(vm));
            address.ifPresent(found -> json.set("address", Json.part(VmmJson.of(found))));
            return json;
        }

        @Override
        public void print(Screen out) {
            String state = vm.state().toString();
            out.line(out.style().bold(vm.name().value()) + "  " + out.style().state(state, state));
            address.ifPresent(found -> line(out, "address", found + " on " + found.tap()));
            vm.status().ifPresent(status -> print(out, status));
            vm.spec().ifPresent(spec -> print(out, spec));
        }

        private static void print(Screen out, VmStatus status) {
            line(out, "id", status.id().toString());
            status.pid().ifPresent(pid -> line(out, "pid", Long.toString(pid)));
            line(out, "max memory", status.maxMemory());
            status.currentMemory().ifPresent(memory -> line(out, "in use", memory));
            status.tty().ifPresent(tty -> line(out, "console", "/dev/" + tty));
            line(out, "owner", status.owner());
            status.otherColumns().forEach((name, value) -> line(out, name.toLowerCase(Locale.ROOT), value));
        }

        private static void print(Screen out, VmSpec spec) {
            line(out, "memory", spec.memory().toString());
            spec.disks().forEach(disk -> line(out, "disk", words(disk)));
            spec.cdrom().ifPresent(path -> line(out, "cdrom", path.value()));
            spec.kernel().ifPresent(path -> line(out, "kernel", path.value()));
            spec.networks().forEach(network -> line(out, "network", words(network)));
        }

        private static String words(DiskSpec disk) {
            if (disk instanceof DiskSpec.Derived derived) {
                return disk.image() + " on " + derived.base();
            }
            return disk.image().toString();
        }

        private static String words(NetworkMode network) {
            if (network instanceof NetworkMode.Routed routed) {
                return "switch " + routed.switchName() + ", " + routed.subnet();
            }
            return network instanceof NetworkMode.Bridged bridged ? "switch " + bridged.switchName() : "local";
        }

        private static void line(Screen out, String name, String value) {
            out.line(String.format(Locale.ROOT, "  %-11s %s", name, value));
        }
    }
}
