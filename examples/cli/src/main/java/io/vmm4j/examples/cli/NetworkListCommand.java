package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.pf.HostNetworks;
import io.vmm4j.pf.NetworkSpec;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code vmm network list}. */
@Command(
        name = "list",
        description = "Lists the networks that were made on the host.",
        mixinStandardHelpOptions = true,
        footer = {"", "With --json each of the networks is a document that --spec of apply takes."})
final class NetworkListCommand extends HostCommand {

    @Override
    Task task() {
        return host ->
                new Listed(host.executor().target(), HostNetworks.on(host).list());
    }

    /** The networks. */
    private record Listed(String target, List<NetworkSpec> networks) implements Outcome {

        @Override
        public JsonNode json() {
            ObjectNode json = Json.object().put("host", target);
            ArrayNode array = json.putArray("networks");
            networks.forEach(network -> array.add(Json.document(network.toJson())));
            return json;
        }

        @Override
        public void print(Screen out) {
            if (networks.isEmpty()) {
                out.line("There are no networks on " + target + ".");
                return;
            }
            Table table = new Table("NAME", "MODE", "SUBNET", "SWITCH", "NAT", "NAMES", "GUESTS", "FORWARDS");
            for (NetworkSpec network : networks) {
                table.add(NetworkText.row(network).toArray(String[]::new));
            }
            table.print(out, "", (cell, padded) -> padded);
        }
    }
}
