package io.vmm4j.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vmm network}. */
@Command(
        name = "network",
        description = "Shows, makes, changes and removes networks of guests, with their rules of pf(4).",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What changes the host is on probation: the host takes all of it back by itself unless a new connection gets in"
                    + " afterwards. --dry-run shows the plan, with the differences, and does nothing. All of it needs root.",
            "",
            "Examples:",
            "  vmm network plan lan",
            "  vmm network apply lan --subnet 10.10.0.0/24 --names 9.9.9.9",
            "  vmm network apply lan --guest web1=fe:e1:bb:01:02:03=10.10.0.10",
            "  vmm network forward lan tcp:2222=10.10.0.10:22",
            "  vmm network verify",
            "  vmm network remove lan --dry-run",
        },
        subcommands = {
            NetworkListCommand.class,
            NetworkPlanCommand.class,
            NetworkApplyCommand.class,
            NetworkRemoveCommand.class,
            NetworkVerifyCommand.class,
            NetworkForwardCommand.class,
            NetworkUplinkCommand.class,
        })
final class NetworkCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @Override
    public Integer call() {
        Vmm vmm = (Vmm) spec.root().userObject();
        spec.commandLine()
                .usage(
                        vmm.err().writer(),
                        Help.defaultColorScheme(vmm.err().style().ansi()));
        return Vmm.WRONG_USAGE;
    }
}
