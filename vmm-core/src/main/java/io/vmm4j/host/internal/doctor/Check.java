package io.vmm4j.host.internal.doctor;

import io.vmm4j.host.Symptom;
import io.vmm4j.host.SymptomCode;
import java.util.List;

/** Judges one concern by what was seen, and by nothing else. What could not be seen is no symptom. */
@FunctionalInterface
interface Check {

    /** What is wrong; empty if nothing is. */
    List<Symptom> examine(Observed host);

    static List<Symptom> symptom(SymptomCode code, String evidence, String... fix) {
        return List.of(new Symptom(code, evidence, List.of(fix)));
    }
}
