package io.vmm4j.examples.cli;

import java.time.Duration;
import picocli.CommandLine.Command;

/** {@code vmm reboot cancel}. */
@Command(
        name = "cancel",
        description = "There will be no reboot: starts the VMs that were noted, at once.",
        mixinStandardHelpOptions = true)
final class RebootCancelCommand extends HostCommand {

    private static final Duration LONGEST = Duration.ofMinutes(15);

    @Override
    Task task() {
        return host -> {
            String target = host.executor().target();
            return new Recovered(
                    target,
                    progress("starting the VMs of " + target)
                            .during(LONGEST, () -> host.safeReboot().cancel()));
        };
    }
}
