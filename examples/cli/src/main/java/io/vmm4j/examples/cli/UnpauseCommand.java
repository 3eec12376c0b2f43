package io.vmm4j.examples.cli;

import io.vmm4j.Vm;
import picocli.CommandLine.Command;

/** {@code vmm unpause}. */
@Command(name = "unpause", description = "Lets a paused VM go on.", mixinStandardHelpOptions = true)
final class UnpauseCommand extends VmCommand {

    @Override
    VmTask vmTask() {
        return UnpauseCommand::unpause;
    }

    private static Outcome unpause(Vm vm) {
        vm.unpause();
        return new Said(
                Json.object().put("name", vm.name().value()).put("state", "running"),
                vm.name() + " goes on; its clock is behind by the time it was paused");
    }
}
