package io.vmm4j.json;

import io.vmm4j.BootDevice;
import io.vmm4j.DiskImage;
import io.vmm4j.GuestAddress;
import io.vmm4j.HostPath;
import io.vmm4j.NetworkMode;
import io.vmm4j.StopOutcome;
import io.vmm4j.VmError;
import io.vmm4j.VmException;
import io.vmm4j.VmId;
import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.VmSpec;
import io.vmm4j.VmState;
import io.vmm4j.VmStatus;
import io.vmm4j.error.Failure;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.event.HostEvent;
import io.vmm4j.event.HostSnapshot;
import io.vmm4j.event.ObservedVm;
import io.vmm4j.event.Occurrence;
import io.vmm4j.event.VmOccurrence;
import io.vmm4j.exec.Command;
import io.vmm4j.host.CpuVirtualization;
import io.vmm4j.host.Diagnosis;
import io.vmm4j.host.Finding;
import io.vmm4j.host.HostError;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.HostRole;
import io.vmm4j.host.Initialization;
import io.vmm4j.host.InitializationException;
import io.vmm4j.host.OpenBsdRelease;
import io.vmm4j.host.OpenQuestion;
import io.vmm4j.host.RebootPreparation;
import io.vmm4j.host.RebootRecovery;
import io.vmm4j.host.ServiceStatus;
import io.vmm4j.host.Symptom;
import io.vmm4j.host.SymptomCode;
import io.vmm4j.plan.CommandChange;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.FileContent;
import io.vmm4j.plan.FileRemoval;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** One of everything that has a JSON form, with all its fields. */
final class Samples {

    static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");
    static final VmName WEB = VmName.of("web");

    static final VmStatus ROW = new VmStatus(
            VmId.of(3),
            WEB,
            VmState.UNKNOWN,
            Optional.of("dreaming"),
            OptionalLong.of(4711),
            1,
            "1.0G",
            Optional.of("72.0M"),
            Optional.of("ttyp8"),
            "root",
            Map.of("CPU", "0:01"),
            List.of("VCPU: 0"));

    static final VmInfo VM = new VmInfo(
            WEB,
            Optional.of(ROW),
            Optional.of(VmSpec.builder(WEB)
                    .memory("1G")
                    .disk(DiskImage.qcow2("/var/vmm/web.qcow2"))
                    .cdrom(HostPath.of("/var/vmm/install.iso"))
                    .bootDevice(BootDevice.CDROM)
                    .network(NetworkMode.bridged("lan"))
                    .build()));

    static final VmInfo FROM_KERNEL = new VmInfo(
            WEB,
            Optional.empty(),
            Optional.of(VmSpec.builder(WEB).kernel(HostPath.of("/bsd")).build()));

    static final ObservedVm OBSERVED = ObservedVm.of(VM, Optional.of("0123456789abcdef"));
    static final ObservedVm UNKNOWN = ObservedVm.unknown(WEB, Optional.empty());

    static VmmException leftSomething() {
        return new VmException(Problem.of(VmError.LEFTOVERS)
                .with("vm", "web")
                .with("target", "local:")
                .with("reason", "it was so.")
                .with("remains", "rm -f /var/vmm/web.qcow2"));
    }

    static final CommandChange ENABLE = CommandChange.of("enable vmd(8)", Command.oneShot("rcctl", "enable", "vmd"));

    static VmmException halfDone() {
        return new PlanException(
                Problem.of(PlanError.STEP_FAILED)
                        .with("step", "enable vmd(8)")
                        .with("target", "local:")
                        .with("reason", "it was so."),
                List.of(ENABLE),
                null);
    }

    static VmmException needsReboot() {
        return new InitializationException(
                Problem.of(HostError.VMM_NOT_ATTACHED).with("target", "local:").with("evidence", "nothing"), true);
    }

    static final Plan PLAN = new Plan(
            "initialize vmm(4)",
            "local:",
            List.of(
                    ENABLE,
                    FileChange.create("make it", HostPath.of("/etc/vm.conf"), FileContent.of("# new\n")),
                    FileRemoval.of("remove it", HostPath.of("/etc/hostname.veb0"), FileContent.of("up\n"))),
            List.of("It is so."),
            "f",
            Optional.of(Duration.ofSeconds(30)));

    static final HostProbe PROBE = probe(Optional.of(new HostRole(HostRole.VMM_HOST, ServiceStatus.RUNNING, 1)));

    static final Initialization INITIALIZATION = new Initialization(PLAN, PROBE, true);

    static final Diagnosis DIAGNOSIS = new Diagnosis(
            "local:",
            Arrays.stream(SymptomCode.values())
                    .map(code -> new Symptom(code, "seen", List.of("rcctl enable vmd")))
                    .toList(),
            List.of(new OpenQuestion("the rules of pf(4)", "not permitted")));

    static final RebootPreparation PREPARATION =
            new RebootPreparation(Map.of(WEB, StopOutcome.STOPPED), List.of(WEB), List.of(VmName.of("idle")));

    static final RebootRecovery RECOVERY =
            new RebootRecovery(List.of(WEB), List.of(), List.of(VmName.of("old")), List.of(VmName.of("idle")));

    static final GuestAddress ADDRESS = new GuestAddress("100.64.1.3", GuestAddress.Source.ARP, "tap0");

    private Samples() {}

    private static HostProbe probe(Optional<HostRole> role) {
        Finding yes = Finding.yes("seen");
        return new HostProbe(
                "OpenBSD 7.8 amd64",
                Optional.of(OpenBsdRelease.ofNumber("7.8").orElseThrow()),
                yes,
                yes,
                Finding.no("not answered"),
                Finding.unknown("not asked"),
                yes,
                yes,
                CpuVirtualization.VMX_EPT,
                Optional.of(""),
                yes,
                OptionalLong.of(1L << 34),
                OptionalLong.of(4),
                role,
                List.of(ROW));
    }

    static HostSnapshot snapshot() {
        return new HostSnapshot(
                HostSnapshot.Vmd.UP, Optional.of("fedcba9876543210"), new TreeMap<>(Map.of(WEB, OBSERVED)));
    }

    /** One event of each kind. */
    static List<HostEvent> events() {
        return List.<Occurrence>of(
                        new VmOccurrence.Appeared(OBSERVED),
                        new VmOccurrence.Started(OBSERVED),
                        new VmOccurrence.Waiting(OBSERVED),
                        new VmOccurrence.Stopping(OBSERVED),
                        new VmOccurrence.Stopped(UNKNOWN),
                        new VmOccurrence.Restarted(OBSERVED, UNKNOWN),
                        new VmOccurrence.Paused(OBSERVED),
                        new VmOccurrence.Unpaused(OBSERVED),
                        new VmOccurrence.BecameUnknown(UNKNOWN),
                        new VmOccurrence.Changed(OBSERVED),
                        new VmOccurrence.DefinitionChanged(OBSERVED),
                        new VmOccurrence.Vanished(OBSERVED),
                        new Occurrence.VmdUp(),
                        new Occurrence.VmdDown(),
                        new Occurrence.ConfigurationChanged(Optional.of("fedcba9876543210")),
                        new Occurrence.PollingFailed(Failure.of(leftSomething()), TIME.plusSeconds(10)),
                        new Occurrence.Gap(TIME, TIME.plusMillis(1), Occurrence.Gap.Reason.SLOW_CONSUMER, 7))
                .stream()
                .map(what -> new HostEvent("local:", TIME, 1, what))
                .toList();
    }
}
