package io.vmm4j.examples.cli;

import io.vmm4j.StopOutcome;
import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import io.vmm4j.VmName;
import io.vmm4j.guest.GuestShell;
import io.vmm4j.json.VmmJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vmm stop}. */
@Command(
        name = "stop",
        description = "Asks a VM to shut down, and waits until it has. One that has not is an error.",
        mixinStandardHelpOptions = true)
final class StopCommand extends VmCommand {

    @Mixin
    private final StopOptions options = new StopOptions();

    @Option(
            names = "--from-inside",
            description =
                    "Logs in to the guest and shuts it down there: the way for a guest without vmmci(4), such as a Linux, for"
                            + " which everything else is a power cut.")
    private boolean fromInside;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    @Override
    VmTask vmTask() {
        StopPolicy policy = options.policy();
        if (fromInside) {
            GuestOptions.Login login = guest.login();
            return vm -> said(vm, progress("shutting " + vm.name() + " down").during(options.patience(), () -> {
                try (GuestShell shell = login.to(vm)) {
                    return vm.guest().shutDown(shell, policy);
                }
            }));
        }
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
