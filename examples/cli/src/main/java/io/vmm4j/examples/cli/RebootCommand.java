package io.vmm4j.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vmm reboot}. */
@Command(
        name = "reboot",
        description = "Takes the running VMs through a reboot of the host: what runs before runs afterwards.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The reboot itself is yours to do, between prepare and resume. Which VMs ran is noted on the host, so that any"
                    + " machine may resume.",
            "",
            "Example:",
            "  vmm --host ssh://root@vmhost reboot prepare --grace 300 --force",
            "  ssh root@vmhost shutdown -r now",
            "  vmm --host ssh://root@vmhost reboot resume",
        },
        subcommands = {
            RebootPrepareCommand.class,
            RebootResumeCommand.class,
            RebootCancelCommand.class,
            RebootStatusCommand.class,
        })
final class RebootCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @Override
    public Integer call() {
        return ((Vmm) spec.root().userObject()).usage(spec.commandLine());
    }
}
