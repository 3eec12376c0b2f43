package io.vmm4j.host.internal;

import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Query;
import io.vmm4j.host.HostError;
import io.vmm4j.host.RebootException;
import io.vmm4j.host.internal.rights.RootReads;
import io.vmm4j.vmconf.GlobalSetting.StaggeredStart;
import io.vmm4j.vmconf.Located;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfEnvironment;
import io.vmm4j.vmconf.VmConfSyntaxException;
import io.vmm4j.vmconf.VmDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What matters of a host before and after a reboot, seen in one round trip.
 *
 * @param observation what vmd(8) and the records say
 * @param note which VMs ran before
 * @param defined what /etc/vm.conf itself defines
 * @param service what rcctl(8) says of vmd's settings
 * @param verdict what vmd(8) says of its configuration
 */
record RebootView(Observation observation, RebootNote note, DefinedVms defined, Answer service, Answer verdict) {

    /** Whether VMs of included files start by themselves is not looked at. */
    private static final VmConfEnvironment WITHOUT_INCLUDES = new VmConfEnvironment() {
        @Override
        public Optional<byte[]> include(String path) {
            return Optional.of(new byte[0]);
        }
    };

    static RebootView look(HostContext context) {
        Query<RebootNote> note = RebootNote.query(context);
        Query<DefinedVms> defined = DefinedVms.query(context);
        Query<Answer> service = new Query<>(Command.read("rcctl", "get", "vmd"), answer -> answer);
        Query<Answer> verdict = new Query<>(
                Command.read(RootReads.VERDICT.toArray(String[]::new)).withPrivilege(context.privilege()),
                answer -> answer);
        Observation.Observed seen = Observation.look(context, note, defined, service, verdict);
        return new RebootView(
                seen.observation(),
                seen.answers().to(note),
                seen.answers().to(defined),
                seen.answers().to(service),
                seen.answers().to(verdict));
    }

    /**
     * Looks whether these would come back after a reboot.
     *
     * @throws RebootException if not
     */
    void requireComingBack(List<VmInfo> vms) {
        if (!service.result().succeeded()) {
            String said = service.result().stderr().strip();
            throw failure(
                    HostError.VMD_NOT_ENABLED,
                    "evidence",
                    "rcctl get vmd: " + flagsLine().orElse(said));
        }
        if (!verdict.result().succeeded() && !readsOtherwise()) {
            throw failure(
                    HostError.VM_CONF_INVALID,
                    "reason",
                    verdict.result().stderr().strip());
        }
        List<VmName> lost = vms.stream()
                .filter(vm -> vm.spec().isEmpty() && !defined.contains(vm.name()))
                .map(VmInfo::name)
                .toList();
        if (!lost.isEmpty()) {
            throw new RebootException(
                    Problem.of(HostError.VMS_LOST_BY_REBOOT)
                            .with("target", observation.target())
                            .with("vms", inWords(lost)),
                    lost);
        }
    }

    /** vmd(8) can be told to read another file, or with other macros; what it says of the usual one is beside the point then. */
    private boolean readsOtherwise() {
        return flagsLine()
                .filter(line -> line.contains("-f") || line.contains("-D"))
                .isPresent();
    }

    private Optional<String> flagsLine() {
        return service.result().stdoutLines().stream()
                .filter(line -> line.startsWith("vmd_flags="))
                .findFirst();
    }

    private RebootException failure(HostError code, String fact, String value) {
        return new RebootException(
                Problem.of(code).with("target", observation.target()).with(fact, value), List.of());
    }

    /** The VMs that vmd(8) starts at boot, but these. */
    List<VmName> startedAtBootBut(List<VmName> others) {
        return conf().map(VmConf::vms).orElse(List.of()).stream()
                .map(Located::value)
                .filter(vm -> !vm.disabled())
                .map(VmDefinition::name)
                .distinct()
                .map(VmName::observed)
                .filter(name -> !others.contains(name))
                .toList();
    }

    /** How vmd(8) is to start several VMs. */
    Optional<StaggeredStart> stagger() {
        return conf().flatMap(conf -> conf.setting(StaggeredStart.class));
    }

    private Optional<VmConf> conf() {
        try {
            return Optional.of(VmConf.reader()
                    .keepingUnknown()
                    .on(WITHOUT_INCLUDES)
                    .read("/etc/vm.conf", defined.text().getBytes(StandardCharsets.UTF_8)));
        } catch (VmConfSyntaxException e) {
            return Optional.empty();
        }
    }

    /** A failure of several VMs, each with its own reason. */
    static RebootException failure(HostContext context, HostError code, Map<VmName, VmmException> failures) {
        String reason = failures.values().stream().map(VmmException::getMessage).collect(Collectors.joining(" "));
        return failure(context, code, failures.keySet(), reason, failures.values());
    }

    static RebootException failure(
            HostContext context,
            HostError code,
            Collection<VmName> vms,
            String reason,
            Collection<VmmException> causes) {
        RebootException failure = new RebootException(
                Problem.of(code)
                        .with("target", context.target())
                        .with("vms", inWords(vms))
                        .with("reason", reason),
                vms);
        causes.forEach(failure::addSuppressed);
        return failure;
    }

    static String inWords(Collection<VmName> vms) {
        return vms.stream().map(VmName::value).collect(Collectors.joining(", "));
    }
}
