package io.vmm4j.examples.cli;

import io.vmm4j.DeleteOptions;
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
        KEEP(DeleteOptions.Disks.KEEP),
        NEW(DeleteOptions.Disks.REMOVE_NEW),
        ALL(DeleteOptions.Disks.REMOVE_ALL);

        private final DeleteOptions.Disks meaning;

        Disks(DeleteOptions.Disks meaning) {
            this.meaning = meaning;
        }
    }

    @Option(
            names = "--disks",
            paramLabel = "keep|new|all",
            converter = LowerCase.OfDisks.class,
            description = "Which of its disks are removed: none, those that were made for it, or all. Default: keep.")
    private Disks disks = Disks.KEEP;

    @Option(
            names = "--from-conf",
            description =
                    "Also removes it from vm.conf(5), if vmd(8) can forget it without starting or forgetting others.")
    private boolean fromConf;

    @Mixin
    private final StopOptions stop = new StopOptions();

    @Override
    VmTask vmTask() {
        DeleteOptions chosen = new DeleteOptions(disks.meaning, stop.policy());
        DeleteOptions options = fromConf ? chosen.alsoFromConfiguration() : chosen;
        return vm -> {
            progress("deleting " + vm.name()).during(stop.patience(), () -> {
                vm.delete(options);
                return true;
            });
            return new Said(
                    Json.object()
                            .put("name", vm.name().value())
                            .put("deleted", true)
                            .put("disks", Json.lower(options.disks())),
                    vm.name() + " is deleted");
        };
    }
}
