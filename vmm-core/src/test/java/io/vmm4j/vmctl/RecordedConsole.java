package io.vmm4j.vmctl;

import static io.vmm4j.RecordedCommand.answer;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.VmName;
import io.vmm4j.exec.Answer;
import java.time.Duration;

/** Consoles that ended. */
final class RecordedConsole {

    private static final VmName VM = VmName.of("web-1");

    private RecordedConsole() {}

    /** How a console is read that printed this on its terminal and ended so. */
    static VmctlException failureOf(String printed, int exitStatus) {
        Answer end = answer(Vmctl.asUser().console(VM, Duration.ofHours(1)), printed + "\r\n", "", exitStatus);
        return catchThrowableOfType(VmctlException.class, () -> Vmctl.asUser().requireConsoleEnded(VM, end));
    }
}
