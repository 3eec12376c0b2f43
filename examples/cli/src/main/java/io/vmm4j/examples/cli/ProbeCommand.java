package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.VmmHost;
import io.vmm4j.host.Finding;
import io.vmm4j.host.HostProbe;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code vmm probe}. */
@Command(name = "probe", description = "Finds out what the host is and can do. Reads only.", mixinStandardHelpOptions = true)
final class ProbeCommand extends HostCommand {

    @Override
    Outcome execute(VmmHost host) {
        return new Printed(host.executor().target(), host.probe());
    }

    /** What was found. */
    private record Printed(String target, HostProbe probe) implements Outcome {

        @Override
        public JsonNode json() {
            return Json.probe(target, probe);
        }

        @Override
        public void print(PrintWriter out, Style style) {
            out.println(style.bold(target) + "  " + probe.system());
            out.println();
            line(out, style, "available", probe.available());
            line(out, style, "CPU support", probe.cpuSupported());
            line(out, style, "kernel support", probe.kernelSupported());
            line(out, style, "vmd enabled", probe.enabled());
            line(out, style, "vmd running", probe.running());
            line(out, style, "BIOS firmware", probe.firmware());
            line(out, style, "initialized", probe.initialized());
            out.println();
            probe.release().ifPresent(release -> fact(out, "release", "OpenBSD " + release));
            probe.physicalMemory().ifPresent(bytes -> fact(out, "memory", (bytes >> 20) + " MiB"));
            probe.onlineCpus().ifPresent(count -> fact(out, "processors", Long.toString(count)));
            probe.role().ifPresentOrElse(
                    role -> fact(out, "role", role.name() + ", " + Json.lower(role.status()) + ", " + role.vms() + " VMs"),
                    () -> fact(out, "role", "none"));
        }

        private static void line(PrintWriter out, Style style, String name, Finding finding) {
            String verdict = String.format(Locale.ROOT, "%-8s", Json.lower(finding.verdict()));
            String painted =
                    switch (finding.verdict()) {
                        case YES -> style.good(verdict);
                        case NO -> style.bad(verdict);
                        case UNKNOWN -> style.doubtful(verdict);
                    };
            out.printf(Locale.ROOT, "  %-15s %s %s%n", name, painted, finding.evidence());
        }

        private static void fact(PrintWriter out, String name, String value) {
            out.printf(Locale.ROOT, "  %-15s %s%n", name, value);
        }
    }
}
