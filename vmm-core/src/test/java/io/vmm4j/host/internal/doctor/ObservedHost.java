package io.vmm4j.host.internal.doctor;

import io.vmm4j.VmId;
import io.vmm4j.VmName;
import io.vmm4j.VmSpec;
import io.vmm4j.VmState;
import io.vmm4j.VmStatus;
import io.vmm4j.host.CpuVirtualization;
import io.vmm4j.host.Finding;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.OpenBsdRelease;
import io.vmm4j.host.internal.setup.LoginClasses;
import io.vmm4j.internal.HostInterface;
import io.vmm4j.internal.InterfaceTable;
import io.vmm4j.vmconf.VmConf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What was seen of a host on which all is well, to be changed by a test. */
final class ObservedHost {

    Optional<OpenBsdRelease> release = OpenBsdRelease.ofNumber("7.9");
    Finding available = Finding.yes("it is");
    Finding enabled = Finding.yes("vmd_flags=");
    Finding running = Finding.yes("it runs");
    Finding kernel = Finding.yes("vmm0");
    Finding firmware = Finding.yes("there");
    CpuVirtualization cpu = CpuVirtualization.VMX_EPT;
    long physicalMemory = 16L << 30;
    Seen<VmConf> configuration = Seen.known(VmConf.parse("/etc/vm.conf", ""));
    Seen<Optional<String>> complaints = Seen.known(Optional.empty());
    Seen<List<VmSpec>> records = Seen.known(List.of());
    Seen<Nodes> nodes = Seen.known(new Nodes(true, 4, 62));
    Seen<List<HostInterface>> interfaces = Seen.known(List.of());
    Seen<Boolean> forwarding = Seen.known(false);
    Seen<Boolean> filtering = Seen.known(true);
    Seen<List<String>> rules = Seen.known(List.of("block return all", "pass all flags S/SA"));
    Seen<List<String>> log = Seen.known(List.of());
    Seen<Duration> clock = Seen.known(Duration.ZERO);
    Seen<LoginClasses> classes = Seen.known(LoginClasses.parse("daemon:datasize=infinity:\n"));
    Seen<List<FileSystem>> fileSystems = Seen.known(List.of(new FileSystem("/", 100L << 20, 90L << 20)));
    Seen<Rights> rights = Seen.known(new Rights("root", List.of(), "", true));
    private final List<VmStatus> vms = new ArrayList<>();

    ObservedHost conf(String text) {
        configuration = Seen.known(VmConf.parse("/etc/vm.conf", text));
        return this;
    }

    ObservedHost interfaces(String ifconfig) {
        interfaces = Seen.known(InterfaceTable.parse(ifconfig).interfaces());
        return this;
    }

    ObservedHost runs(String name, String maxMemory) {
        return vm(name, maxMemory, OptionalLong.of(4711));
    }

    ObservedHost stopped(String name, String maxMemory) {
        return vm(name, maxMemory, OptionalLong.empty());
    }

    private ObservedHost vm(String name, String maxMemory, OptionalLong pid) {
        vms.add(new VmStatus(
                new VmId(vms.size() + 1L),
                VmName.observed(name),
                pid.isPresent() ? VmState.RUNNING : VmState.STOPPED,
                Optional.empty(),
                pid,
                1,
                maxMemory,
                Optional.empty(),
                pid.isPresent() ? Optional.of("ttyp" + vms.size()) : Optional.empty(),
                "root",
                Map.of(),
                List.of()));
        return this;
    }

    Observed observed() {
        HostProbe probe = new HostProbe(
                "OpenBSD 7.9 amd64",
                release,
                available,
                enabled,
                running,
                Finding.yes("all"),
                Finding.of(cpu != CpuVirtualization.NONE, "the processor"),
                kernel,
                cpu,
                Optional.of(""),
                firmware,
                OptionalLong.of(physicalMemory),
                OptionalLong.of(4),
                Optional.empty(),
                vms);
        return new Observed(
                probe,
                Seen.known(List.copyOf(vms)),
                configuration,
                complaints,
                records,
                nodes,
                interfaces,
                forwarding,
                filtering,
                rules,
                log,
                clock,
                classes,
                fileSystems,
                rights,
                List.of());
    }
}
