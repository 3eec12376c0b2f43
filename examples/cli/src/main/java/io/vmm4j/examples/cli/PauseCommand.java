package io.vmm4j.examples.cli;

import io.vmm4j.Vm;
import picocli.CommandLine.Command;

/** {@code vmm pause}. */
@Command(name = "pause", description = "Pauses a VM.", mixinStandardHelpOptions = true)
final class PauseCommand extends VmCommand {

    @Override
    VmTask vmTask() {
        return PauseCommand::pause;
    }

    private static Outcome pause(Vm vm) {
        vm.pause();
        return new Said(Json.object().put("name", vm.name().value()).put("state", "paused"), vm.name() + " is paused");
    }
}
