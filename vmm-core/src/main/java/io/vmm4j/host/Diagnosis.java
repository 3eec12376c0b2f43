package io.vmm4j.host;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is wrong with a host, found out by reading only, in one round trip. Immutable.
 *
 * @param target the host, as the executor names it
 * @param symptoms what is wrong, the worst first
 * @param open what could not be found out
 */
public record Diagnosis(String target, List<Symptom> symptoms, List<OpenQuestion> open) {

    public Diagnosis {
        Objects.requireNonNull(target, "target");
        symptoms = List.copyOf(symptoms);
        open = List.copyOf(open);
    }

    /** Whether nothing is wrong and nothing remained open. */
    public boolean isHealthy() {
        return symptoms.isEmpty() && open.isEmpty();
    }

    /** Those of the symptoms that matter so much. */
    public List<Symptom> symptoms(Severity severity) {
        return symptoms.stream()
                .filter(symptom -> symptom.severity() == severity)
                .toList();
    }

    /** Those of the symptoms with this code. */
    public List<Symptom> symptoms(SymptomCode code) {
        return symptoms.stream().filter(symptom -> symptom.code() == code).toList();
    }

    /** All of it, over several lines. */
    @Override
    public String toString() {
        return Stream.concat(
                        symptoms.stream().map(Symptom::toString),
                        open.stream().map(question -> "not found out: " + question))
                .collect(Collectors.joining("\n", "", isHealthy() ? target + ": nothing is wrong" : ""));
    }
}
