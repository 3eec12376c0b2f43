package io.vmm4j.examples.cli;

import io.vmm4j.pf.HostNetworks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vmm network uplink plan}. */
@Command(
        name = "plan",
        description = "Shows what vmm network uplink apply would do, with the differences. Reads only.",
        mixinStandardHelpOptions = true)
final class NetworkUplinkPlanCommand extends HostCommand {

    @Parameters(paramLabel = "INTERFACE", description = "The interface with the cable: em0.")
    private String interfaceName = "";

    @Override
    Task task() {
        return host ->
                new UplinkPlanned(HostNetworks.on(host).uplink(interfaceName).plan(), Planned.Done.NOTHING);
    }
}
