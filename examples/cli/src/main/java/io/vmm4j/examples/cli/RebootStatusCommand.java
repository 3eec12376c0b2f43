package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.VmName;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code vmm reboot status}. */
@Command(
        name = "status",
        description = "Lists the VMs that are noted: those that resume or cancel starts. Reads only.",
        mixinStandardHelpOptions = true)
final class RebootStatusCommand extends HostCommand {

    @Override
    Task task() {
        return host -> {
            String target = host.executor().target();
            List<VmName> noted = host.safeReboot().noted();
            ObjectNode document = Json.object().put("host", target);
            noted.stream().map(VmName::value).forEach(document.putArray("noted")::add);
            return new Said(
                    document,
                    noted.isEmpty()
                            ? "No reboot of " + target + " is prepared."
                            : "A reboot of " + target + " is prepared. Noted: " + Names.listed(noted));
        };
    }
}
