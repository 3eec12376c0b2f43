package io.vmm4j.host.internal.doctor;

import static io.vmm4j.host.SymptomCode.VMD_DISABLED;
import static io.vmm4j.host.SymptomCode.VMD_FAILING;
import static io.vmm4j.host.SymptomCode.VMD_NOT_AT_BOOT;
import static io.vmm4j.host.SymptomCode.VMD_STOPPED;

import io.vmm4j.host.Finding.Verdict;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.Symptom;
import java.util.List;
import java.util.regex.Pattern;

/** Whether vmd(8) runs, and why not. */
final class DaemonCheck implements Check {

    private static final Pattern BY_VMD = Pattern.compile(".*\\bvmd(\\[\\d+])?: .*");
    private static final Pattern STARTUP = Pattern.compile(".*\\bvmd(\\[\\d+])?: startup");
    private static final Pattern TROUBLE = Pattern.compile(
            "(?i).*(fatal|fail|error|does not exist|not configured|cannot|can't|unable|invalid|denied).*");
    private static final int LAST = 5;
    private static final String ENABLE = "rcctl enable vmd";
    private static final String START = "rcctl start vmd";

    @Override
    public List<Symptom> examine(Observed host) {
        HostProbe probe = host.probe();
        Verdict enabled = probe.enabled().verdict();
        if (probe.running().holds()) {
            return enabled == Verdict.NO
                    ? Check.symptom(VMD_NOT_AT_BOOT, probe.enabled().evidence(), ENABLE)
                    : List.of();
        }
        // Without vmm(4) it cannot run, and there is nothing to cure here.
        if (probe.running().verdict() == Verdict.UNKNOWN
                || probe.kernelSupported().verdict() == Verdict.NO) {
            return List.of();
        }
        if (enabled == Verdict.NO) {
            return Check.symptom(VMD_DISABLED, probe.enabled().evidence(), ENABLE, START);
        }
        List<String> last = last(host.log().orElse(List.of()));
        return last.stream().anyMatch(line -> TROUBLE.matcher(line).matches())
                ? Check.symptom(VMD_FAILING, String.join("\n", last), START)
                : Check.symptom(VMD_STOPPED, probe.running().evidence(), START);
    }

    /** Its last messages, of the last time that it started. */
    private static List<String> last(List<String> log) {
        List<String> own =
                log.stream().filter(line -> BY_VMD.matcher(line).matches()).toList();
        int start = own.size();
        while (start > 0 && own.size() - start < LAST) {
            start--;
            if (STARTUP.matcher(own.get(start)).matches()) {
                break;
            }
        }
        return own.subList(start, own.size());
    }
}
