package io.vmm4j.examples.cli;

import io.vmm4j.pf.HostUplink;
import io.vmm4j.pf.UplinkMove;
import picocli.CommandLine.Command;

/** {@code vmm network uplink apply}. */
@Command(
        name = "apply",
        description =
                "Makes an interface a member of a veb(4) of its own, and gives its addresses to a vport(4) there.",
        mixinStandardHelpOptions = true)
final class NetworkUplinkApplyCommand extends NetworkUplinkChangeCommand {

    @Override
    UplinkMove move(HostUplink uplink) {
        return uplink.plan();
    }
}
