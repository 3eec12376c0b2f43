package io.vmm4j.examples.cli;

import io.vmm4j.pf.HostNetwork;
import io.vmm4j.pf.HostNetworks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vmm network plan}. */
@Command(
        name = "plan",
        description = "Shows what vmm network apply would do, with the differences. Reads only.",
        mixinStandardHelpOptions = true)
final class NetworkPlanCommand extends HostCommand {

    @Mixin
    private final NetworkOptions options = new NetworkOptions();

    @Override
    Task task() {
        NetworkOptions.Wanted wanted = options.wanted();
        return host -> {
            HostNetworks networks = HostNetworks.on(host);
            HostNetwork network = networks.network(wanted.on(networks));
            return new NetworkPlanned(network.spec(), new Planned(network.plan(), Planned.Done.NOTHING));
        };
    }
}
