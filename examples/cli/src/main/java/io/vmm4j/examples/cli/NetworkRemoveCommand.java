package io.vmm4j.examples.cli;

import io.vmm4j.pf.HostNetwork;
import io.vmm4j.pf.HostNetworks;
import io.vmm4j.pf.NetworkName;
import io.vmm4j.plan.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vmm network remove}. */
@Command(
        name = "remove",
        description = "Removes a network, to the last byte. Lines of others stay, and VMs on it lose their connection.",
        mixinStandardHelpOptions = true)
final class NetworkRemoveCommand extends NetworkChangeCommand {

    @Parameters(paramLabel = "NAME", description = "Its name; compared exactly.")
    private String name = "";

    @Override
    Task task() {
        NetworkName wanted = NetworkName.of(name);
        return host -> run(host, new Change() {
            @Override
            public HostNetwork network(HostNetworks networks) {
                return networks.network(wanted);
            }

            @Override
            public Plan plan(HostNetwork network) {
                return network.removal();
            }
        });
    }
}
