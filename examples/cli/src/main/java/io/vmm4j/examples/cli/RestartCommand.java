package io.vmm4j.examples.cli;

import io.vmm4j.StopPolicy;
import io.vmm4j.VmStatus;
import io.vmm4j.json.VmmJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vmm restart}. */
@Command(name = "restart", description = "Stops a VM and starts it again.", mixinStandardHelpOptions = true)
final class RestartCommand extends VmCommand {

    @Mixin
    private final StopOptions options = new StopOptions();

    @Override
    VmTask vmTask() {
        StopPolicy policy = options.policy();
        return vm -> {
            VmStatus status = progress("restarting " + vm.name()).during(options.patience(), () -> vm.restart(policy));
            return new Said(Json.document(VmmJson.of(status)), vm.name() + " is running again, id " + status.id());
        };
    }
}
