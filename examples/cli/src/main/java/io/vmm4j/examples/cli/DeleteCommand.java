package io.vmm4j.examples.cli;

import io.vmm4j.DeleteOptions;
import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vmm delete}. */
@Command(
        name = "delete",
        description = "Stops a VM and removes it. Nothing is removed of a VM that did not stop.",
        mixinStandardHelpOptions = true)
final class DeleteCommand extends VmCommand {

    /** Which disks go with it. */
    enum Disks {
        KEEP,
        NEW,
        ALL
    }

    @Option(
            names = "--disks",
            paramLabel = "keep|new|all",
            description = "Which of its disks are removed: none, those that were made for it, or all. Default: ${DEFAULT-VALUE}.")
    private Disks disks = Disks.KEEP;

    @Mixin
    private final StopOptions stop = new StopOptions();

    @Override
    Outcome execute(Vm vm) {
        DeleteOptions.Disks which =
                switch (disks) {
                    case KEEP -> DeleteOptions.Disks.KEEP;
                    case NEW -> DeleteOptions.Disks.REMOVE_NEW;
                    case ALL -> DeleteOptions.Disks.REMOVE_ALL;
                };
        StopPolicy policy = stop.policy();
        progress("deleting " + vm.name()).during(stop.patience(), () -> {
            vm.delete(new DeleteOptions(which, policy));
            return true;
        });
        return new Said(
                Json.object().put("name", vm.name().value()).put("deleted", true).put("disks", Json.lower(disks)),
                vm.name() + " is deleted");
    }
}
