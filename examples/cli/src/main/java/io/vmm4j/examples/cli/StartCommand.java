package io.vmm4j.examples.cli;

import io.vmm4j.Vm;
import io.vmm4j.VmStatus;
import io.vmm4j.json.VmmJson;
import picocli.CommandLine.Command;

/** {@code vmm start}. */
@Command(name = "start", description = "Starts a VM.", mixinStandardHelpOptions = true)
final class StartCommand extends VmCommand {

    @Override
    VmTask vmTask() {
        return StartCommand::start;
    }

    private static Outcome start(Vm vm) {
        VmStatus status = vm.start();
        return new Said(Json.document(VmmJson.of(status)), vm.name() + " is running, id " + status.id());
    }
}
