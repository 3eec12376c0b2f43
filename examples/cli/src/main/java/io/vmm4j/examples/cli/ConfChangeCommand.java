package io.vmm4j.examples.cli;

import io.vmm4j.VmmHost;
import io.vmm4j.host.Activation;
import io.vmm4j.host.HostConfiguration;
import io.vmm4j.plan.Plan;
import io.vmm4j.vmconf.VmConfChange;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** A command that changes vm.conf(5). */
abstract class ConfChangeCommand extends HostCommand {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Option(names = "--dry-run", description = "Shows what would be done, with the differences, and does nothing.")
    private boolean dryRun;

    @Option(
            names = "--activate",
            paramLabel = "never|when-harmless|always",
            converter = LowerCase.OfActivation.class,
            description = {
                "Whether vmd(8) is told. when-harmless, the default: only if that starts and forgets no VM that the command"
                        + " does not ask for."
            })
    private Activation activation = Activation.WHEN_HARMLESS;

    /** What is to be changed, when the host can be looked at. */
    interface Changes {
        List<VmConfChange> on(VmmHost host);
    }

    @Override
    final Task task() {
        Changes changes = changes();
        return host -> {
            HostConfiguration configuration = host.configuration();
            Plan plan = configuration.plan(changes.on(host), activation);
            if (dryRun) {
                return new Planned(plan, Planned.Done.NOTHING);
            }
            progress("changing the configuration of " + host.executor().target())
                    .during(LONGEST, () -> {
                        configuration.apply(plan);
                        return true;
                    });
            return new Planned(plan, Planned.Done.ALL);
        };
    }

    /** Reads the rest of the command line, before there is any connection. */
    abstract Changes changes();
}
