package io.vmm4j.host.internal.doctor;

import io.vmm4j.host.Diagnosis;
import io.vmm4j.host.Symptom;
import io.vmm4j.host.internal.HostContext;
import java.util.Comparator;
import java.util.List;

/** Asks all questions and has every check judge the answers. */
public final class Doctor {

    private static final List<Check> CHECKS = List.of(
            PlatformCheck::release,
            PlatformCheck::virtualization,
            new DaemonCheck(),
            ConfigurationCheck::validity,
            ConfigurationCheck::switches,
            ConfigurationCheck::firmware,
            NodesCheck::taps,
            NodesCheck::ptys,
            MemoryCheck::room,
            MemoryCheck::limit,
            new DiskRoomCheck(),
            NetworkCheck::prefix,
            NetworkCheck::forwarding,
            NetworkCheck::translation,
            new ClockCheck(),
            new RightsCheck(),
            new DriftCheck());

    private Doctor() {}

    /** Looks at a host. One round trip. */
    public static Diagnosis diagnose(HostContext context) {
        Replies replies = new Questions(context).ask();
        List<Symptom> noHost = PlatformCheck.system(replies.probe());
        if (!replies.isOpenBsd() || !noHost.isEmpty()) {
            return new Diagnosis(context.target(), noHost, List.of());
        }
        Observed host = replies.observed();
        return new Diagnosis(context.target(), judge(host), host.open());
    }

    /** What is wrong with it, the worst first. */
    static List<Symptom> judge(Observed host) {
        return CHECKS.stream()
                .flatMap(check -> check.examine(host).stream())
                .sorted(Comparator.comparing(Symptom::severity))
                .toList();
    }
}
