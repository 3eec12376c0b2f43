package io.vmm4j.examples.cli;

import io.vmm4j.VmmHost;
import io.vmm4j.pf.HostNetwork;
import io.vmm4j.pf.HostNetworks;
import io.vmm4j.plan.Plan;
import java.time.Duration;
import picocli.CommandLine.Option;

/** A command that changes the networks of a host. */
abstract class NetworkChangeCommand extends HostCommand {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Option(names = "--dry-run", description = "Shows what would be done, with the differences, and does nothing.")
    private boolean dryRun;

    /** A network, and what is to be done with it. */
    interface Change {

        /** The network, when the host can be looked at. */
        HostNetwork network(HostNetworks networks);

        /** What is to be done with it. */
        default Plan plan(HostNetwork network) {
            return network.plan();
        }
    }

    /** Does it, or tells what would be done. */
    final Outcome run(VmmHost host, Change change) {
        HostNetwork network = change.network(HostNetworks.on(host));
        Plan plan = change.plan(network);
        if (dryRun) {
            return new NetworkPlanned(network.spec(), new Planned(plan, Planned.Done.NOTHING));
        }
        if (!plan.isEmpty()) {
            apply(network, plan);
        }
        return new NetworkPlanned(network.spec(), new Planned(plan, Planned.Done.ALL));
    }

    private void apply(HostNetwork network, Plan plan) {
        sayProbation(plan);
        progress("changing " + plan.target()).during(LONGEST, () -> {
            network.apply(plan);
            return true;
        });
    }
}
