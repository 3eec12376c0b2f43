package io.vmm4j.testkit;

import io.vmm4j.testkit.internal.host.LinuxMachine;
import io.vmm4j.testkit.internal.host.MachineSpec;
import io.vmm4j.testkit.internal.host.MachineSpec.FileSpec;
import io.vmm4j.testkit.internal.host.OpenBsdMachine;
import io.vmm4j.testkit.internal.host.Subsystems;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.server.HostKeys;
import io.vmm4j.testkit.internal.wire.Wire;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a simulated host is to be. Not thread safe; each {@link #build} makes another host.
 *
 * <p>Defaults: seed 1, name {@code vmhost.example.org}, VMX/EPT, 16 GiB of memory, 100 GiB of disk, no users but root, no
 * doas.conf, virtual time from 2026-11-23T12:00:00Z.
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
    private long seed = 1;
    private String hostname = "vmhost.example.org";
    private CpuVirtualization cpu = CpuVirtualization.VMX_EPT;
    private long physicalMemory = 16L << 30;
    private long diskKilobytes = 100L << 20;
    private String rootPassword = "";
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

    /** Adds /etc/doas.conf. */
    public SimulatedHostBuilder doasConf(String content) {
        return file("/etc/doas.conf", content, "root", 0600);
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
                physicalMemory,
                diskKilobytes,
                rootPassword,
                rootKeys,
                users,
                files);
        Machine machine =
                kind == Kind.OPENBSD ? OpenBsdMachine.create(spec, Subsystems.ALL) : LinuxMachine.create(spec);
        Wire.of(machine).attach("127.0.0.1");
        long keySeed = seed;
        List<KeyPair> given = List.copyOf(hostKeys);
        return new SimulatedHost(machine, () -> given.isEmpty() ? HostKeys.of(keySeed) : new HostKeys(given));
    }
}
