package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.error.Problem;
import io.vmm4j.pf.FixedGuest;
import io.vmm4j.pf.HostNetworks;
import io.vmm4j.pf.NetworkName;
import io.vmm4j.pf.PfError;
import io.vmm4j.pf.PfException;
import io.vmm4j.pf.PortForward;
import io.vmm4j.pf.RoutedNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vmm network forward}. */
@Command(
        name = "forward",
        description = "Lists, adds and removes ports of the host that go to guests of a routed network.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vmm network forward lan",
            "  vmm network forward lan tcp:2222=10.10.0.10:22 udp:5353=10.10.0.11:53",
            "  vmm network forward lan --remove tcp:2222",
        })
final class NetworkForwardCommand extends NetworkChangeCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "The network; compared exactly.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "PORT=ADDRESS:PORT",
            description = "A port to add: tcp:2222=10.10.0.10:22. Without any and without --remove they are listed.")
    private List<String> words = List.of();

    @Option(
            names = "--remove",
            paramLabel = "PORT",
            description = "A port that goes nowhere any more: tcp:2222. May be given several times.")
    private List<String> removed = List.of();

    @Override
    Task task() {
        NetworkName wanted = NetworkName.of(name);
        List<PortForward> added = words.stream().map(NetworkText::forward).toList();
        List<NetworkText.Port> ports = removed.stream().map(NetworkText::port).toList();
        if (added.isEmpty() && ports.isEmpty()) {
            return host -> new Forwards(
                    routed(HostNetworks.on(host), wanted, host.executor().target()));
        }
        return host -> run(host, networks -> {
            String target = host.executor().target();
            return networks.network(changed(routed(networks, wanted, target), target, added, ports));
        });
    }

    private static RoutedNetwork routed(HostNetworks networks, NetworkName name, String target) {
        if (networks.network(name).spec() instanceof RoutedNetwork routed) {
            return routed;
        }
        throw new PfException(
                Problem.of(PfError.NOT_ROUTED).with("network", name).with("target", target));
    }

    private static RoutedNetwork changed(
            RoutedNetwork network, String target, List<PortForward> added, List<NetworkText.Port> ports) {
        List<PortForward> forwards = new ArrayList<>(network.forwards());
        for (NetworkText.Port port : ports) {
            if (!forwards.removeIf(port::isOf)) {
                throw new PfException(Problem.of(PfError.NOT_FORWARDED)
                        .with("network", network.name())
                        .with("target", target)
                        .with("port", port)
                        .with("forwards", forwards.isEmpty() ? "nothing" : words(forwards)));
            }
        }
        added.stream().filter(forward -> !forwards.contains(forward)).forEach(forwards::add);
        return network.toBuilder().forwards(forwards).build();
    }

    private static String words(List<PortForward> forwards) {
        return forwards.stream().map(NetworkText::of).collect(Collectors.joining(", "));
    }

    /** The ports of a network. */
    private record Forwards(RoutedNetwork network) implements Outcome {

        @Override
        public JsonNode json() {
            ObjectNode json = Json.object().put("network", network.name().value());
            ArrayNode array = json.putArray("forwards");
            for (PortForward forward : network.forwards()) {
                ObjectNode entry = array.addObject()
                        .put("protocol", forward.protocol().toString())
                        .put("port", forward.port())
                        .put("guest", forward.guest().toString())
                        .put("guestPort", forward.guestPort());
                vm(forward).ifPresent(vm -> entry.put("vm", vm));
            }
            return json;
        }

        @Override
        public void print(Screen out) {
            if (network.forwards().isEmpty()) {
                out.line("No ports go to guests of " + network.name() + ".");
                return;
            }
            Table table = new Table("PORT", "GOES TO", "VM");
            for (PortForward forward : network.forwards()) {
                table.add(
                        forward.protocol() + ":" + forward.port(),
                        forward.guest() + ":" + forward.guestPort(),
                        vm(forward).orElse("-"));
            }
            table.print(out, "", (cell, padded) -> padded);
        }

        private Optional<String> vm(PortForward forward) {
            return network.guests().stream()
                    .filter(guest -> guest.address().equals(forward.guest()))
                    .map(FixedGuest::vm)
                    .map(Object::toString)
                    .findFirst();
        }
    }
}
