package io.vmm4j.host.internal.doctor;

import static io.vmm4j.host.SymptomCode.CLOCK_OFF;

import io.vmm4j.host.Symptom;
import java.time.Duration;
import java.util.List;

/** Whether the host and this program agree what time it is: certificates, leases and locks depend on it. */
final class ClockCheck implements Check {

    @Override
    public List<Symptom> examine(Observed host) {
        Duration ahead = host.clock().orElse(Duration.ZERO);
        return ahead.isZero()
                ? List.of()
                : Check.symptom(
                        CLOCK_OFF,
                        "the host's clock is " + ahead.abs().toSeconds() + " seconds "
                                + (ahead.isNegative() ? "behind" : "ahead"),
                        "rcctl enable ntpd",
                        "rcctl restart ntpd");
    }
}
