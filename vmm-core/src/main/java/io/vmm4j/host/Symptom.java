package io.vmm4j.host;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that is wrong with a host. Immutable.
 *
 * @param code what it is
 * @param evidence what was seen, as a person would quote it
 * @param fix the commands to run as root, or the lines to add to the file that the advice names; empty if only the advice helps
 */
public record Symptom(SymptomCode code, String evidence, List<String> fix) {

    public Symptom {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(evidence, "evidence");
        fix = List.copyOf(fix);
    }

    /** How much it matters. */
    public Severity severity() {
        return code.severity();
    }

    /** What to do, in words. */
    public String advice() {
        return code.advice();
    }

    /** What to run to see whether it is cured, if there is such a command. */
    public Optional<String> retry() {
        return code.retry();
    }

    /** All of it, over several lines. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append(severity().name().toLowerCase(java.util.Locale.ROOT))
                .append(' ')
                .append(code.id())
                .append(": ")
                .append(code.summary())
                .append("\n  seen: ")
                .append(evidence.replace("\n", "\n        "))
                .append("\n  do: ")
                .append(advice());
        fix.forEach(line -> text.append("\n      ").append(line));
        retry().ifPresent(command -> text.append("\n  then look again: ").append(command));
        return text.toString();
    }
}
