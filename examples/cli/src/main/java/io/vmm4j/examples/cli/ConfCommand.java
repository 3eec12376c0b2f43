package io.vmm4j.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vmm conf}. */
@Command(
        name = "conf",
        description = "Shows, checks and changes the host's vm.conf(5), with the files it includes.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A VM is named by its NAME, a switch by --switch NAME, and what stands outside of blocks by --globals. get prints"
                    + " key=value, which set and add take; an empty value takes a key away.",
            "",
            "Examples:",
            "  vmm conf list",
            "  vmm conf add web1 memory=1G disk=qcow2:/var/vmm/web1.qcow2 interface=lan",
            "  vmm conf set web1 autostart=yes owner=joe --dry-run",
            "  vmm conf add --switch lan interface=veb0",
            "  vmm conf set --globals local-prefix=10.10.0.0/16",
        },
        subcommands = {
            ConfListCommand.class,
            ConfGetCommand.class,
            ConfSetCommand.class,
            ConfAddCommand.class,
            ConfRemoveCommand.class,
            ConfCheckCommand.class,
        })
final class ConfCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @Override
    public Integer call() {
        return ((Vmm) spec.root().userObject()).usage(spec.commandLine());
    }
}
