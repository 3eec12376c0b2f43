package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.host.Finding;
import io.vmm4j.pf.HostNetwork;
import io.vmm4j.pf.HostNetworks;
import io.vmm4j.pf.NetworkCheck;
import io.vmm4j.pf.NetworkName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vmm network verify}. */
@Command(
        name = "verify",
        description = "Looks whether the host does what was asked for. Reads only.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The exit status is 1 if anything is not as it should be. What cannot be told, such as leases before any guest has"
                    + " started, is unknown, and no failure.",
        })
final class NetworkVerifyCommand extends HostCommand {

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Its name; compared exactly. Default: all networks.")
    private List<String> names = List.of();

    @Override
    Task task() {
        List<NetworkName> wanted = names.stream().map(NetworkName::of).toList();
        return host -> {
            HostNetworks networks = HostNetworks.on(host);
            List<HostNetwork> all = wanted.isEmpty()
                    ? networks.list().stream().map(networks::network).toList()
                    : wanted.stream().map(networks::network).toList();
            List<Verified> verified = new ArrayList<>();
            all.forEach(network -> verified.add(new Verified(network.spec().name(), network.verify())));
            return new Looked(host.executor().target(), verified);
        };
    }

    /** What was seen of one network. */
    private record Verified(NetworkName name, List<NetworkCheck> checks) {

        boolean holds() {
            return checks.stream().noneMatch(check -> check.finding().verdict() == Finding.Verdict.NO);
        }
    }

    /** What was seen of them. */
    private record Looked(String target, List<Verified> networks) implements Outcome {

        @Override
        public int exitStatus() {
            return networks.stream().allMatch(Verified::holds) ? Vmm.DONE : Vmm.FAILED;
        }

        @Override
        public JsonNode json() {
            ObjectNode json = Json.object().put("host", target);
            ArrayNode array = json.putArray("networks");
            for (Verified network : networks) {
                ObjectNode entry =
                        array.addObject().put("name", network.name().value()).put("holds", network.holds());
                ArrayNode checks = entry.putArray("checks");
                for (NetworkCheck check : network.checks()) {
                    checks.addObject()
                            .put("subject", Json.lower(check.subject()))
                            .put("verdict", Json.lower(check.finding().verdict()))
                            .put("evidence", check.finding().evidence())
                            .put("hint", check.hint());
                }
            }
            return json;
        }

        @Override
        public void print(Screen out) {
            if (networks.isEmpty()) {
                out.line("There are no networks on " + target + ".");
            }
            for (Verified network : networks) {
                String verdict = network.holds()
                        ? out.style().good("as it should be")
                        : out.style().bad("not as it should be");
                out.line(out.style().bold(network.name().value()) + " is " + verdict + ".");
                network.checks().forEach(check -> print(out, check));
            }
        }

        private static void print(Screen out, NetworkCheck check) {
            Finding finding = check.finding();
            String verdict = String.format(Locale.ROOT, "%-8s", Json.lower(finding.verdict()));
            String painted = switch (finding.verdict()) {
                case YES -> out.style().good(verdict);
                case NO -> out.style().bad(verdict);
                case UNKNOWN -> out.style().doubtful(verdict);
            };
            List<String> lines = finding.evidence().lines().toList();
            String subject = Json.lower(check.subject());
            if (lines.isEmpty()) {
                lines = List.of("");
            }
            for (String line : lines) {
                out.line(String.format(Locale.ROOT, "  %-12s %s%s", subject, painted, line));
                subject = "";
                painted = " ".repeat(verdict.length());
            }
            if (!check.hint().isEmpty()) {
                out.line(String.format(Locale.ROOT, "  %-12s %-8sdo: %s", "", "", check.hint()));
            }
        }
    }
}
