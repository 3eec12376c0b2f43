package io.vmm4j.host.internal.doctor;

import static io.vmm4j.host.SymptomCode.OPERATIONS_NOT_PERMITTED;
import static io.vmm4j.host.SymptomCode.PRIVILEGES_MISSING;
import static io.vmm4j.host.SymptomCode.SOCKET_NOT_PERMITTED;

import io.vmm4j.host.Symptom;
import io.vmm4j.host.SymptomCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the user may do what the SDK does. */
final class RightsCheck implements Check {

    @Override
    public List<Symptom> examine(Observed host) {
        Optional<Rights> rights = host.rights().value();
        if (rights.isEmpty()) {
            return List.of();
        }
        Rights known = rights.get();
        if (known.reachesVmd()) {
            return known.missing().isEmpty() ? List.of() : symptom(OPERATIONS_NOT_PERMITTED, known);
        }
        return known.missing().isEmpty()
                ? Check.symptom(
                        SOCKET_NOT_PERMITTED, "vmctl status: " + reason(host), "socket owner \"" + known.user() + "\"")
                : symptom(PRIVILEGES_MISSING, known);
    }

    private static String reason(Observed host) {
        return host.vms().open().stream()
                .findFirst()
                .map(question -> question.reason())
                .orElse("no answer");
    }

    private static List<Symptom> symptom(SymptomCode code, Rights rights) {
        List<String> lines =
                rights.missing().stream().map(rule -> rule.line(rights.user())).toList();
        String programs =
                rights.missing().stream().map(rule -> rule.program()).distinct().collect(Collectors.joining(", "));
        String evidence = rights.complaint().isEmpty()
                ? "doas -C /etc/doas.conf does not permit " + rights.user() + ": " + programs
                : rights.complaint();
        return List.of(new Symptom(code, evidence, lines));
    }
}
