package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.GuestAddress;
import io.vmm4j.Vm;
import io.vmm4j.VmError;
import io.vmm4j.VmInfo;
import io.vmm4j.VmNotFoundException;
import io.vmm4j.VmStatus;
import io.vmm4j.error.Problem;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code vmm show}. */
@Command(name = "show", description = "Shows one VM and its address.", mixinStandardHelpOptions = true)
final class ShowCommand extends VmCommand {

    @Override
    Outcome execute(Vm vm) {
        VmInfo info = vm.status().orElseThrow(() -> new VmNotFoundException(Problem.of(VmError.NOT_FOUND)
                .with("vm", vm.name())
                .with("target", vm.host().executor().target())));
        return new Printed(info, info.isRunning() ? vm.address() : Optional.empty());
    }

    /** A VM. */
    private record Printed(VmInfo vm, Optional<GuestAddress> address) implements Outcome {

        @Override
        public JsonNode json() {
            ObjectNode json = Json.vm(vm);
            address.ifPresent(found -> json.set("address", Json.address(found)));
            return json;
        }

        @Override
        public void print(PrintWriter out, Style style) {
            String state = vm.state().toString();
            out.println(style.bold(vm.name().value()) + "  " + style.state(state, state));
            vm.status().ifPresent(status -> print(out, status));
            address.ifPresent(found -> line(out, "address", found + " (" + found.tap() + ")"));
            vm.spec().ifPresent(spec -> {
                line(out, "memory", spec.memory().toString());
                spec.disks().forEach(disk -> line(out, "disk", disk.image().toString()));
                spec.cdrom().ifPresent(path -> line(out, "cdrom", path.value()));
                spec.kernel().ifPresent(path -> line(out, "kernel", path.value()));
                spec.networks().forEach(network -> line(out, "network", network.toString()));
            });
        }

        private static void print(PrintWriter out, VmStatus status) {
            line(out, "id", status.id().toString());
            status.pid().ifPresent(pid -> line(out, "pid", Long.toString(pid)));
            line(out, "max memory", status.maxMemory());
            status.currentMemory().ifPresent(memory -> line(out, "in use", memory));
            status.tty().ifPresent(tty -> line(out, "tty", tty));
            line(out, "owner", status.owner());
        }

        private static void line(PrintWriter out, String name, String value) {
            out.printf(Locale.ROOT, "  %-11s %s%n", name, value);
        }
    }
}
