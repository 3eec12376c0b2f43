package io.vmm4j.examples.cli;

import io.vmm4j.vmconf.VmConfChange;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vmm conf remove}. */
@Command(
        name = "remove",
        description = "Removes the definition of a VM or a switch. Disks stay, and a VM that runs goes on.",
        mixinStandardHelpOptions = true)
final class ConfRemoveCommand extends ConfChangeCommand {

    @Mixin
    private final ConfSubject subject = new ConfSubject();

    @Parameters(paramLabel = "NAME", description = "Its name; compared exactly.")
    private String name = "";

    @Override
    Changes changes() {
        return host ->
                List.of(subject.isSwitch() ? new VmConfChange.RemoveSwitch(name) : new VmConfChange.RemoveVm(name));
    }
}
