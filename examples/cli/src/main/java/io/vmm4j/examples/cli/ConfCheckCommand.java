package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.host.ConfigurationReport;
import io.vmm4j.vmconf.VmConfFinding;
import io.vmm4j.vmconf.VmConfRule;
import picocli.CommandLine.Command;

/** {@code vmm conf check}. */
@Command(
        name = "check",
        description =
                "Asks vmd -n, and looks for what that leaves out: names, duplicates, devices, switches, addresses.",
        mixinStandardHelpOptions = true,
        footer = {"", "The exit status is 1 if vmd(8) would not load the file, or would die of it."})
final class ConfCheckCommand extends HostCommand {

    @Override
    Task task() {
        return host -> new Checked(host.configuration().check());
    }

    /** What was found. */
    private record Checked(ConfigurationReport report) implements Outcome {

        @Override
        public int exitStatus() {
            return report.isLoadable() ? Vmm.DONE : Vmm.FAILED;
        }

        @Override
        public JsonNode json() {
            ObjectNode json = Json.object()
                    .put("file", report.file().value())
                    .put("exists", report.exists())
                    .put("accepted", report.accepted())
                    .put("loadable", report.isLoadable());
            report.said().forEach(json.putArray("said")::add);
            ArrayNode findings = json.putArray("findings");
            for (VmConfFinding finding : report.findings()) {
                findings.addObject()
                        .put("code", finding.rule().id())
                        .put("severity", Json.lower(finding.severity()))
                        .put("file", finding.origin().file())
                        .put("line", finding.origin().line())
                        .put("message", finding.message())
                        .put("hint", finding.hint());
            }
            return json;
        }

        @Override
        public void print(Screen out) {
            Style style = out.style();
            if (!report.exists()) {
                out.line(report.file() + " does not exist; vmd(8) does without.");
                return;
            }
            report.said().forEach(out::line);
            for (VmConfFinding finding : report.findings()) {
                boolean error = finding.severity() == VmConfRule.Severity.ERROR;
                String word = Json.lower(finding.severity());
                out.line((error ? style.bad(word) : style.doubtful(word)) + " " + finding);
                out.line("  do      " + finding.hint());
            }
            boolean clean = report.findings().isEmpty() && report.said().isEmpty();
            if (report.isLoadable()) {
                out.line(report.file() + (clean ? " is " + style.good("good") : " can be loaded") + ".");
            } else {
                out.line(report.file() + " " + style.bad("cannot be loaded") + ".");
            }
        }
    }
}
