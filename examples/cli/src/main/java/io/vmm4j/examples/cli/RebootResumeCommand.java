package io.vmm4j.examples.cli;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vmm reboot resume}. */
@Command(
        name = "resume",
        description = "Waits until the host has been booted and vmd(8) answers, then starts the VMs that ran before.",
        mixinStandardHelpOptions = true)
final class RebootResumeCommand extends HostCommand {

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description =
                    "How long to wait for the host; starting the VMs takes its own time. Default: ${DEFAULT-VALUE}.")
    private long timeout = 900;

    @Override
    Task task() {
        if (timeout < 1) {
            throw new WrongUsage("--timeout " + timeout + " is no time to wait.", "Write 1 or more.");
        }
        Duration patience = Duration.ofSeconds(timeout);
        return host -> {
            String target = host.executor().target();
            return new Recovered(
                    target,
                    progress("starting the VMs of " + target)
                            .during(patience, () -> host.safeReboot().resume(patience)));
        };
    }
}
