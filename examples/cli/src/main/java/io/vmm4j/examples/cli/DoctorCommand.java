package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.host.Diagnosis;
import io.vmm4j.host.OpenQuestion;
import io.vmm4j.host.Severity;
import io.vmm4j.host.Symptom;
import io.vmm4j.json.VmmJson;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code vmm doctor}. */
@Command(
        name = "doctor",
        description = "Says what is wrong with the host and what to do about it. Reads only.",
        mixinStandardHelpOptions = true,
        footer = {"", "The exit status is 1 if something keeps VMs from running, or would lose them."})
final class DoctorCommand extends HostCommand {

    @Override
    Task task() {
        return host -> new Diagnosed(host.diagnose());
    }

    /** What was found. */
    private record Diagnosed(Diagnosis diagnosis) implements Outcome {

        @Override
        public int exitStatus() {
            return diagnosis.symptoms(Severity.ERROR).isEmpty() ? Vmm.DONE : Vmm.FAILED;
        }

        @Override
        public JsonNode json() {
            return Json.document(VmmJson.of(diagnosis));
        }

        @Override
        public void print(Screen out) {
            Style style = out.style();
            if (diagnosis.isHealthy()) {
                out.line(style.good("Nothing is wrong") + " with " + diagnosis.target() + ".");
            }
            for (Symptom symptom : diagnosis.symptoms()) {
                out.line(painted(style, symptom.severity()) + " "
                        + symptom.code().summary() + "  "
                        + style.faint(symptom.code().id()));
                lines(out, "seen", symptom.evidence().lines().toList());
                lines(out, "do", List.of(symptom.advice()));
                lines(out, "", symptom.fix());
                symptom.retry().ifPresent(retry -> lines(out, "then", List.of(retry)));
                out.line("");
            }
            for (OpenQuestion question : diagnosis.open()) {
                out.line(style.faint("unknown") + " " + question.question());
                lines(out, "because", question.reason().lines().toList());
            }
        }

        private static void lines(Screen out, String label, List<String> texts) {
            String lead = label;
            for (String text : texts) {
                out.line(String.format(java.util.Locale.ROOT, "  %-8s%s", lead, text));
                lead = "";
            }
        }

        private static String painted(Style style, Severity severity) {
            String word = Json.lower(severity);
            return switch (severity) {
                case ERROR -> style.bad(word);
                case WARNING -> style.doubtful(word);
                case NOTE -> style.bold(word);
            };
        }
    }
}
