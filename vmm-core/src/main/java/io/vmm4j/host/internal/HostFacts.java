package io.vmm4j.host.internal;

import io.vmm4j.VmStatus;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.DoasException;
import io.vmm4j.exec.DoasRefusal;
import io.vmm4j.exec.Query;
import io.vmm4j.host.CpuVirtualization;
import io.vmm4j.host.Finding;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.HostRole;
import io.vmm4j.host.OpenBsdRelease;
import io.vmm4j.host.ServiceStatus;
import io.vmm4j.vmctl.StatusTable;
import io.vmm4j.vmctl.VmctlException;
import io.vmm4j.vmctl.VmctlFailure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes a probe out of the answers to its questions. */
public final class HostFacts {

    private static final String NOT_OPENBSD = "the system is not OpenBSD";
    private static final String VMCTL_MISSING = "vmctl: command not found";

    private static final String NO_ANSWER = "no answer in time";

    private final ProbeQueries queries;
    private final Answers answers;

    HostFacts(ProbeQueries queries, Answers answers) {
        this.queries = queries;
        this.answers = answers;
    }

    /** The probe. */
    public HostProbe probe() {
        Answer system = answers.to(queries.system());
        String systemLine = firstLine(system);
        if (!answers.has(queries.status())) {
            return otherSystem(systemLine);
        }
        Status status = status();
        BootMessages boot =
                answered(queries.bootMessages()).map(BootMessages::of).orElse(BootMessages.UNREAD);
        Finding available = Finding.of(status.vmctlExists(), status.vmctlExists() ? systemLine : status.evidence());
        Finding kernel = boot.kernelSupport(
                answered(queries.device()).map(HostFacts::succeeded).orElse(true));
        Finding enabled = enabled();
        Finding running = status.running();
        Finding firmware = firmware();
        Finding initialized = initialized(kernel, enabled, running, firmware);
        return new HostProbe(
                systemLine,
                release(systemLine),
                available,
                enabled,
                running,
                initialized,
                boot.cpuSupport(),
                kernel,
                boot.cpu(),
                flags(),
                firmware,
                number("hw.physmem"),
                number("hw.ncpuonline"),
                available.holds() && kernel.holds()
                        ? Optional.of(role(enabled, running, status.vms()))
                        : Optional.empty(),
                status.vms());
    }

    /** The VMs that vmd(8) listed, or why it did not list them. */
    public Listing listing() {
        if (!answers.has(queries.status())) {
            return new Listing(false, List.of(), NOT_OPENBSD);
        }
        Status status = status();
        return new Listing(status.evidence().isEmpty(), status.vms(), status.evidence());
    }

    /**
     * What vmd(8) listed.
     *
     * @param answered whether it did
     * @param vms the VMs
     * @param reason why it did not
     */
    public record Listing(boolean answered, List<VmStatus> vms, String reason) {}

    private static HostProbe otherSystem(String systemLine) {
        Finding no = Finding.no(NOT_OPENBSD + ": " + systemLine);
        return new HostProbe(
                systemLine,
                Optional.empty(),
                no,
                no,
                no,
                no,
                Finding.unknown(NOT_OPENBSD),
                no,
                CpuVirtualization.UNKNOWN,
                Optional.empty(),
                no,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                List.of());
    }

    /** What asking vmd(8) came to. */
    private record Status(boolean vmctlExists, Finding running, String evidence, List<VmStatus> vms) {}

    private Status status() {
        return status(queries.status());
    }

    private Status status(Query<StatusTable> query) {
        try {
            List<VmStatus> vms = answers.to(query).vms();
            return new Status(true, Finding.yes("vmctl status lists " + vms.size() + " VMs"), "", vms);
        } catch (VmctlException e) {
            String said = e.text().strip();
            boolean missing = e.failure() == VmctlFailure.VMCTL_NOT_FOUND;
            boolean down = missing || e.failure().meansThatVmdIsDown();
            return new Status(!missing, down ? Finding.no(said) : checked(said), said, List.of());
        } catch (DoasException e) {
            if (e.refusal() == DoasRefusal.COMMAND_NOT_FOUND) {
                return new Status(false, Finding.no(VMCTL_MISSING), VMCTL_MISSING, List.of());
            }
            Status asUser = status(queries.statusAsUser());
            return asUser.evidence().isEmpty()
                    ? asUser
                    : new Status(asUser.vmctlExists(), checked(e.getMessage()), asUser.evidence(), List.of());
        } catch (VmmException e) {
            return new Status(true, Finding.unknown(e.getMessage()), e.getMessage(), List.of());
        }
    }

    /** vmd(8) would not talk to this user: rcctl(8) tells whether it runs. */
    private Finding checked(String why) {
        return answered(queries.check())
                .map(check -> Finding.of(succeeded(check), "rcctl check vmd: " + firstLine(check) + "; " + why))
                .orElseGet(() -> Finding.unknown(NO_ANSWER + "; " + why));
    }

    private Finding enabled() {
        return answered(queries.service())
                .map(HostFacts::enabled)
                .orElseGet(() -> Finding.unknown("rcctl get vmd: " + NO_ANSWER));
    }

    private static Finding enabled(Answer service) {
        return switch (service.result().exitStatus()) {
            case 0 -> Finding.yes("rcctl get vmd: " + flagsLine(service));
            case 1 -> Finding.no("rcctl get vmd: " + flagsLine(service));
            default ->
                Finding.unknown("rcctl get vmd: " + service.result().stderr().strip());
        };
    }

    private static String flagsLine(Answer service) {
        return service.result().stdoutLines().stream()
                .filter(line -> line.startsWith("vmd_flags="))
                .findFirst()
                .orElse("no vmd_flags");
    }

    private Optional<String> flags() {
        return answered(queries.service())
                .filter(HostFacts::succeeded)
                .map(HostFacts::flagsLine)
                .filter(line -> line.startsWith("vmd_flags="))
                .map(line -> line.substring("vmd_flags=".length()));
    }

    private Finding firmware() {
        String file = "/etc/firmware/vmm-bios ";
        return answered(queries.firmware())
                .map(HostFacts::succeeded)
                .map(there -> Finding.of(there, file + (there ? "exists" : "does not exist")))
                .orElseGet(() -> Finding.unknown(file + "could not be looked for: " + NO_ANSWER));
    }

    private static Finding initialized(Finding kernel, Finding enabled, Finding running, Finding firmware) {
        StringBuilder missing = new StringBuilder();
        note(missing, kernel, "vmm(4) has not attached");
        note(missing, enabled, "vmd is not enabled");
        note(missing, running, "vmd does not run");
        note(missing, firmware, "the BIOS firmware is missing");
        return missing.isEmpty()
                ? Finding.yes("vmm(4) attached, vmd enabled and running, firmware installed")
                : Finding.no(missing.toString());
    }

    private static void note(StringBuilder missing, Finding finding, String words) {
        if (!finding.holds()) {
            missing.append(missing.isEmpty() ? "" : ", ").append(words);
        }
    }

    private static HostRole role(Finding enabled, Finding running, List<VmStatus> vms) {
        ServiceStatus status = running.holds()
                ? ServiceStatus.RUNNING
                : enabled.holds() ? ServiceStatus.STOPPED : ServiceStatus.DISABLED;
        return new HostRole(HostRole.VMM_HOST, status, vms.size());
    }

    private Optional<OpenBsdRelease> release(String systemLine) {
        Optional<OpenBsdRelease> detailed = value("kern.version").flatMap(OpenBsdRelease::ofVersionLine);
        String[] words = systemLine.split(" ", -1);
        return detailed.isPresent() || words.length < 2 ? detailed : OpenBsdRelease.ofNumber(words[1]);
    }

    private Optional<String> value(String name) {
        return answered(queries.sysctl()).stream()
                .flatMap(answer -> answer.result().stdoutLines().stream())
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst();
    }

    private OptionalLong number(String name) {
        Optional<String> digits = value(name).filter(text -> text.matches("\\d{1,18}"));
        return digits.isPresent() ? OptionalLong.of(Long.parseLong(digits.get())) : OptionalLong.empty();
    }

    /** The answer, unless its command did not end in time. */
    private Optional<Answer> answered(Query<Answer> query) {
        try {
            return Optional.of(answers.to(query));
        } catch (CommandTimeoutException e) {
            return Optional.empty();
        }
    }

    private static boolean succeeded(Answer answer) {
        return answer.result().succeeded();
    }

    private static String firstLine(Answer answer) {
        return answer.result().stdoutLines().stream().findFirst().orElse("(nothing)");
    }
}
