package io.vmm4j.examples.cli;

import io.vmm4j.pf.HostUplink;
import io.vmm4j.pf.UplinkMove;
import picocli.CommandLine.Command;

/** {@code vmm network uplink remove}. */
@Command(
        name = "remove",
        description =
                "Gives an interface its addresses back. Networks and guests on the veb(4) have to be gone before.",
        mixinStandardHelpOptions = true)
final class NetworkUplinkRemoveCommand extends NetworkUplinkChangeCommand {

    @Override
    UplinkMove move(HostUplink uplink) {
        return uplink.removal();
    }
}
