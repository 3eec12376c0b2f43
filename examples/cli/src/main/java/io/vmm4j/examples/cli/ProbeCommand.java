package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.host.Finding;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.HostRole;
import io.vmm4j.json.VmmJson;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code vmm probe}. */
@Command(
        name = "probe",
        description = "Finds out what the host is and can do. Reads only.",
        mixinStandardHelpOptions = true)
final class ProbeCommand extends HostCommand {

    @Override
    Task task() {
        return host -> new Printed(host.executor().target(), host.probe());
    }

    /** What was found. */
    private record Printed(String target, HostProbe probe) implements Outcome {

        @Override
        public JsonNode json() {
            return Json.document(VmmJson.of(target, probe));
        }

        @Override
        public void print(Screen out) {
            out.line(out.style().bold(target) + "  " + probe.system());
            out.line("");
            finding(out, "available", probe.available());
            finding(out, "CPU support", probe.cpuSupported());
            finding(out, "kernel support", probe.kernelSupported());
            finding(out, "vmd enabled", probe.enabled());
            finding(out, "vmd running", probe.running());
            finding(out, "BIOS firmware", probe.firmware());
            finding(out, "initialized", probe.initialized());
            out.line("");
            probe.release().ifPresent(release -> fact(out, "release", "OpenBSD " + release));
            probe.physicalMemory().ifPresent(bytes -> fact(out, "memory", (bytes >> 20) + " MiB"));
            probe.onlineCpus().ifPresent(count -> fact(out, "processors", Long.toString(count)));
            fact(out, "role", probe.role().map(Printed::words).orElse("none"));
        }

        private static String words(HostRole role) {
            String vms = role.vms() == 1 ? "1 VM" : role.vms() + " VMs";
            return role.name() + ", vmd " + Json.lower(role.status()) + ", " + vms;
        }

        private static void finding(Screen out, String name, Finding finding) {
            String verdict = String.format(Locale.ROOT, "%-8s", Json.lower(finding.verdict()));
            String painted = switch (finding.verdict()) {
                case YES -> out.style().good(verdict);
                case NO -> out.style().bad(verdict);
                case UNKNOWN -> out.style().doubtful(verdict);
            };
            fact(out, name, painted + finding.evidence());
        }

        private static void fact(Screen out, String name, String value) {
            out.line(String.format(Locale.ROOT, "  %-15s %s", name, value));
        }
    }
}
