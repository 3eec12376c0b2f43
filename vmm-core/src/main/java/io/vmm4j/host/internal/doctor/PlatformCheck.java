package io.vmm4j.host.internal.doctor;

import static io.vmm4j.host.SymptomCode.CPU_WITHOUT_VIRTUALIZATION;
import static io.vmm4j.host.SymptomCode.NOT_OPENBSD;
import static io.vmm4j.host.SymptomCode.RELEASE_TOO_OLD;
import static io.vmm4j.host.SymptomCode.RELEASE_UNTRIED;
import static io.vmm4j.host.SymptomCode.VMM_NODE_MISSING;
import static io.vmm4j.host.SymptomCode.VMM_NOT_ATTACHED;

import io.vmm4j.host.CpuVirtualization;
import io.vmm4j.host.Finding.Verdict;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.OpenBsdRelease;
import io.vmm4j.host.Symptom;
import java.util.List;
import java.util.Optional;

/** The system, the processor and the kernel. */
final class PlatformCheck {

    private static final OpenBsdRelease NEWEST = new OpenBsdRelease(7, 9, Optional.empty());

    private PlatformCheck() {}

    /** Whether vmctl(8) is there at all. */
    static List<Symptom> system(HostProbe probe) {
        return probe.available().holds()
                ? List.of()
                : Check.symptom(NOT_OPENBSD, probe.available().evidence());
    }

    /** Whether the release is one of those that are supported: 7.6 to 7.9. */
    static List<Symptom> release(Observed host) {
        Optional<OpenBsdRelease> release = host.probe().release();
        if (release.isEmpty()) {
            return List.of();
        }
        if (!release.get().atLeast(7, 6)) {
            return Check.symptom(RELEASE_TOO_OLD, "OpenBSD " + release.get() + "; supported are 7.6 to 7.9");
        }
        return release.get().compareTo(NEWEST) > 0
                ? Check.symptom(RELEASE_UNTRIED, "OpenBSD " + release.get() + "; supported are 7.6 to 7.9")
                : List.of();
    }

    /** Whether guests can run at all. */
    static List<Symptom> virtualization(Observed host) {
        HostProbe probe = host.probe();
        if (probe.cpu() == CpuVirtualization.NONE) {
            return Check.symptom(
                    CPU_WITHOUT_VIRTUALIZATION, probe.cpuSupported().evidence());
        }
        if (probe.kernelSupported().verdict() == Verdict.NO) {
            return Check.symptom(VMM_NOT_ATTACHED, probe.kernelSupported().evidence());
        }
        boolean missing = host.nodes().value().filter(nodes -> !nodes.vmm()).isPresent();
        return missing
                ? Check.symptom(VMM_NODE_MISSING, "ls /dev shows no vmm", "cd /dev && sh MAKEDEV vmm")
                : List.of();
    }
}
