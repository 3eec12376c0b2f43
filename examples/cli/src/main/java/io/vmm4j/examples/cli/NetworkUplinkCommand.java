package io.vmm4j.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vmm network uplink}. */
@Command(
        name = "uplink",
        description =
                "Moves the host's own addresses off the interface that guests are to share by a veb(4), and back.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The host is reached by the addresses that move. Nothing moves unless the interface and the host's address are"
                    + " named once more, and the host takes all of it back by itself unless a new connection gets in afterwards."
                    + " Static IPv4 addresses only. It has not been tried on a real host.",
            "",
            "Examples:",
            "  vmm network uplink plan em0",
            "  vmm network uplink apply em0 --agreed em0=192.0.2.10",
            "  vmm network apply lan --mode bridged --device veb0",
            "  vmm network uplink remove em0 --dry-run",
        },
        subcommands = {
            NetworkUplinkPlanCommand.class,
            NetworkUplinkApplyCommand.class,
            NetworkUplinkRemoveCommand.class,
        })
final class NetworkUplinkCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @Override
    public Integer call() {
        return ((Vmm) spec.root().userObject()).usage(spec.commandLine());
    }
}
