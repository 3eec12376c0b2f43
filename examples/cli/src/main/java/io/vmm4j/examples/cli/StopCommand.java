package io.vmm4j.examples.cli;

import io.vmm4j.StopOutcome;
import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import io.vmm4j.VmName;
import io.vmm4j.json.VmmJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vmm stop}. */
@Command(
        name = "stop",
        description = "Asks a VM to shut down, and waits until it has. One that has not is an error.",
        mixinStandardHelpOptions = true)
final class StopCommand extends VmCommand {

    @Mixin
    private final StopOptions options = new StopOptions();

    @Override
    VmTask vmTask() {
        StopPolicy policy = options.policy();
        return vm -> said(vm, progress("stopping " + vm.name()).during(options.patience(), () -> vm.stop(policy)));
    }

    private static Outcome said(Vm vm, StopOutcome outcome) {
        return new Said(Json.document(VmmJson.of(vm.name(), outcome)), sentence(vm.name(), outcome));
    }

    static String sentence(VmName vm, StopOutcome outcome) {
        return switch (outcome) {
            case STOPPED -> vm + " has stopped";
            case FORCED -> vm + " was killed";
            case WAS_NOT_RUNNING -> vm + " was not running";
        };
    }
}
