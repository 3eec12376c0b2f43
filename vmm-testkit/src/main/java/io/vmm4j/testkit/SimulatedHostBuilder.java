package io.vmm4j.testkit;

import io.vmm4j.testkit.internal.host.LinuxMachine;
import io.vmm4j.testkit.internal.host.MachineFiles;
import io.vmm4j.testkit.internal.host.MachineSpec;
import io.vmm4j.testkit.internal.host.MachineSpec.FileSpec;
import io.vmm4j.testkit.internal.host.OpenBsdMachine;
import io.vmm4j.testkit.internal.hypervisor.Hypervisor;
import io.vmm4j.testkit.internal.hypervisor.HypervisorSpec;
import io.vmm4j.testkit.internal.hypervisor.HypervisorSpec.Firmware;
import io.vmm4j.testkit.internal.hypervisor.HypervisorSpec.FirmwareServer;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.server.HostKeys;
import io.vmm4j.testkit.internal.web.Web;
import io.vmm4j.testkit.internal.wire.Wire;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a simulated host is to be. Not thread safe; each {@link #build} makes another host.
 *
 * <p>Defaults: seed 1, name {@code vmhost.example.org}, VMX/EPT, four processors, 16 GiB of memory, 100 GiB of disk, no users but root, no
 * doas.conf, virtual time from 2026-11-23T12:00:00Z. vmd(8) is enabled and runs with an empty configuration; its firmware is
 * installed; there are four tap(4) devices; pf(4) has the rules that every OpenBSD comes with; guests are OpenBSD's. What concerns vmd(8) means nothing to a Linux machine.
 */
public final class SimulatedHostBuilder {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    /** Which system is made. */
    private enum Kind {
        OPENBSD,
        LINUX
    }

    private final Kind kind;
    private final OpenBsdRelease release;
    private final List<String> rootKeys = new ArrayList<>();
    private final List<KeyPair> hostKeys = new ArrayList<>();
    private final List<SimulatedUser> users = new ArrayList<>();
    private final Map<String, FileSpec> files = new LinkedHashMap<>();
    private final Map<String, SimulatedMedium> media = new LinkedHashMap<>();
    private final HypervisorSpec.Builder hypervisor = HypervisorSpec.builder();
    private long seed = 1;
    private String hostname = "vmhost.example.org";
    private CpuVirtualization cpu = CpuVirtualization.VMX_EPT;
    private int cpus = 4;
    private long physicalMemory = 16L << 30;
    private long diskKilobytes = 100L << 20;
    private String rootPassword = "";
    private Optional<SimulatedInternet> internet = Optional.empty();
    private Supplier<VirtualTimeline> timelines = () -> VirtualTimeline.virtual(START);

    private SimulatedHostBuilder(Kind kind, OpenBsdRelease release) {
        this.kind = kind;
        this.release = release;
    }

    static SimulatedHostBuilder openBsd(OpenBsdRelease release) {
        return new SimulatedHostBuilder(Kind.OPENBSD, release);
    }

    static SimulatedHostBuilder linux() {
        return new SimulatedHostBuilder(Kind.LINUX, OpenBsdRelease.V7_9);
    }

    /** Another seed: other process ids, addresses, names. */
    public SimulatedHostBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** Its name. */
    public SimulatedHostBuilder hostname(String name) {
        hostname = name;
        return this;
    }

    /** What its processor offers to vmm(4). */
    public SimulatedHostBuilder cpu(CpuVirtualization virtualization) {
        cpu = virtualization;
        return this;
    }

    /** How many processors are online, which is also how many VMs vmd(8) starts at a time by itself. */
    public SimulatedHostBuilder cpus(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a machine has a processor at least: " + count);
        }
        cpus = count;
        return this;
    }

    /** How much memory it has, in bytes. */
    public SimulatedHostBuilder physicalMemory(long bytes) {
        physicalMemory = bytes;
        return this;
    }

    /** How large its root file system is, in bytes; about 2 GB of it are taken by the system. */
    public SimulatedHostBuilder diskSize(long bytes) {
        diskKilobytes = bytes / 1024;
        return this;
    }

    /** Lets root log in with a password. */
    public SimulatedHostBuilder rootPassword(String password) {
        rootPassword = password;
        return this;
    }

    /** Lets root log in with a key, given as a line of authorized_keys. */
    public SimulatedHostBuilder rootKey(String line) {
        rootKeys.add(line);
        return this;
    }

    /** Gives it a host key, the preferred one first; without any, its seed gives it one for ed25519 and one for RSA. */
    public SimulatedHostBuilder hostKey(KeyPair key) {
        hostKeys.add(key);
        return this;
    }

    /** Adds a user. */
    public SimulatedHostBuilder user(SimulatedUser user) {
        users.add(user);
        return this;
    }

    /** Adds a file of root's with mode 0644. */
    public SimulatedHostBuilder file(String path, String content) {
        return file(path, content, "root", 0644);
    }

    /** Adds a file of that owner and mode; directories above it are made. */
    public SimulatedHostBuilder file(String path, String content, String owner, int mode) {
        files.put(path, new FileSpec(content, owner, mode));
        return this;
    }

    /** Adds a medium as a file of root's with mode 0644; its zeros take no room. */
    public SimulatedHostBuilder file(String path, SimulatedMedium medium) {
        media.put(path, medium);
        return this;
    }

    /** Adds /etc/doas.conf. */
    public SimulatedHostBuilder doasConf(String content) {
        return file("/etc/doas.conf", content, "root", 0600);
    }

    /** Adds /etc/vm.conf, which vmd(8) has read. */
    public SimulatedHostBuilder vmConf(String content) {
        return file("/etc/vm.conf", content);
    }

    /** How the guest of a VM of this name behaves, however it is defined. */
    public SimulatedHostBuilder guest(String vm, GuestScript script) {
        hypervisor.guest(vm, script);
        return this;
    }

    /** How the guests of all other VMs behave. */
    public SimulatedHostBuilder otherGuests(GuestScript script) {
        hypervisor.otherGuests(script);
        return this;
    }

    /** Leaves vmm-bios out, so that only kernels boot until fw_update(8) has fetched it. */
    public SimulatedHostBuilder withoutFirmware() {
        hypervisor.firmware(Firmware.ABSENT);
        return this;
    }

    /** Keeps fw_update(8) from reaching its server. */
    public SimulatedHostBuilder withoutFirmwareServer() {
        hypervisor.firmwareServer(FirmwareServer.UNREACHABLE);
        return this;
    }

    /** How many tap(4) device nodes there are, 0 to 256. */
    public SimulatedHostBuilder taps(int count) {
        hypervisor.taps(count);
        return this;
    }

    /** How many pseudo-terminals have a device node; 62 unless said. */
    public SimulatedHostBuilder ptys(int count) {
        hypervisor.ptys(count);
        return this;
    }

    /** Adds a line to /etc/pf.conf, which is loaded; {@code disabled("pf")} turns the filter off. */
    public SimulatedHostBuilder pfRule(String rule) {
        hypervisor.rule(rule);
        return this;
    }

    /** Gives an interface a hostname.if(5) file, which is in effect: {@code networkInterface("veb0", "add vport0", "up")}. */
    public SimulatedHostBuilder networkInterface(String name, String... lines) {
        hypervisor.networkInterface(name, lines);
        return this;
    }

    /** Enables a service of the base system; it runs. */
    public SimulatedHostBuilder enabled(String service) {
        return enabled(service, "");
    }

    /** Enables a service of the base system with these flags; it runs. */
    public SimulatedHostBuilder enabled(String service, String flags) {
        hypervisor.enabled(service, flags);
        return this;
    }

    /** Disables a service of the base system; it does not run. */
    public SimulatedHostBuilder disabled(String service) {
        hypervisor.disabled(service);
        return this;
    }

    /** Has a service not run although it may be enabled. */
    public SimulatedHostBuilder stopped(String service) {
        hypervisor.stopped(service);
        return this;
    }

    /** Connects it to this Internet, which others may share; without one, no name has an address. */
    public SimulatedHostBuilder mirror(SimulatedInternet mirrors) {
        internet = Optional.of(mirrors);
        return this;
    }

    /** Lets its time stand still until somebody waits, from this moment on. */
    public SimulatedHostBuilder virtualTime(Instant start) {
        timelines = () -> VirtualTimeline.virtual(start);
        return this;
    }

    /**
     * Lets its time run with this machine's clock.
     *
     * @param speed how many of its seconds pass in one of this machine's
     */
    public SimulatedHostBuilder realTime(double speed) {
        timelines = () -> VirtualTimeline.real(START, speed);
        return this;
    }

    /** Makes the host. */
    public SimulatedHost build() {
        MachineSpec spec = new MachineSpec(
                timelines.get(),
                seed,
                release,
                hostname,
                cpu,
                cpus,
                physicalMemory,
                diskKilobytes,
                rootPassword,
                rootKeys,
                users,
                files);
        Hypervisor vmm = new Hypervisor(hypervisor.build());
        Machine machine = kind == Kind.OPENBSD
                ? OpenBsdMachine.create(spec, List.of(vmm, new Web(internet)))
                : LinuxMachine.create(spec);
        Wire.of(machine).attach("127.0.0.1");
        MachineFiles placed = new MachineFiles(machine);
        media.forEach(placed::write);
        if (kind == Kind.OPENBSD) {
            boot(vmm, machine);
        }
        long keySeed = seed;
        List<KeyPair> given = List.copyOf(hostKeys);
        return new SimulatedHost(
                machine,
                vmm,
                () -> given.isEmpty() ? HostKeys.of(keySeed) : new HostKeys(given),
                vm -> vmm.guestHostKeys(machine, keySeed, vm));
    }

    private static void boot(Hypervisor vmm, Machine machine) {
        try {
            vmm.boot(machine);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the host was being made", e);
        }
    }
}
