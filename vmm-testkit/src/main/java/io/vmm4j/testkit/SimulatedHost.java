package io.vmm4j.testkit;

import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.testkit.internal.host.Journal;
import io.vmm4j.testkit.internal.host.MachineFiles;
import io.vmm4j.testkit.internal.host.SimulatedExecutor;
import io.vmm4j.testkit.internal.hypervisor.Hypervisor;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.server.HostKeys;
import io.vmm4j.testkit.internal.server.SshDaemon;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An OpenBSD host that exists in this process only: files, users, processes, a shell, the base system's programs, on a time of
 * its own. It plays OpenBSD from its commands' own grammar and knows nothing of the SDK. Thread safe.
 *
 * <p>Everything random about it comes from its seed. Its time is virtual unless the builder says otherwise: a command that
 * sleeps an hour takes none. {@link #close} ends everything that runs on it and closes its SSH servers.
 */
public final class SimulatedHost implements AutoCloseable {

    private static final Duration BOOT = Duration.ofMinutes(1);

    private final Machine machine;
    private final Hypervisor hypervisor;
    private final Journal journal = new Journal();
    private final MachineFiles files;
    private final Supplier<HostKeys> hostKeys;
    private final Function<String, HostKeys> guestHostKeys;

    SimulatedHost(
            Machine machine,
            Hypervisor hypervisor,
            Supplier<HostKeys> hostKeys,
            Function<String, HostKeys> guestHostKeys) {
        this.machine = machine;
        this.hypervisor = hypervisor;
        this.hostKeys = hostKeys;
        this.guestHostKeys = guestHostKeys;
        this.files = new MachineFiles(machine);
    }

    /** A host with OpenBSD of the newest release that is simulated. */
    public static SimulatedHostBuilder openBsd() {
        return SimulatedHostBuilder.openBsd(OpenBsdRelease.V7_9);
    }

    /** A host with this release of OpenBSD. */
    public static SimulatedHostBuilder openBsd(OpenBsdRelease release) {
        return SimulatedHostBuilder.openBsd(release);
    }

    /** A small machine that runs Linux: a shell and the usual programs, nothing of vmd(8). For tests of what is no OpenBSD. */
    public static SimulatedHostBuilder linux() {
        return SimulatedHostBuilder.linux();
    }

    /**
     * An executor that works as root.
     *
     * @throws io.vmm4j.exec.TransportException if pf(4) does not let a new connection through to port 22
     */
    public CommandExecutor executor() {
        return executor("root");
    }

    /**
     * An executor that works as this user, and reaches root by doas(1).
     *
     * @throws IllegalArgumentException if there is no such user
     * @throws io.vmm4j.exec.TransportException if pf(4) does not let a new connection through to port 22
     */
    public CommandExecutor executor(String user) {
        Account account =
                machine.accounts().user(user).orElseThrow(() -> new IllegalArgumentException("no such user: " + user));
        return SimulatedExecutor.connect(machine, account, journal);
    }

    /** Lets the world log in by SSH: a server on a free port of 127.0.0.1. {@link #close} closes it too. */
    public SimulatedSshServer serve() {
        return serve(0);
    }

    /** The same on a given port. */
    public SimulatedSshServer serve(int port) {
        HostKeys keys = hostKeys.get();
        SimulatedSshServer server = new SimulatedSshServer(SshDaemon.onLoopback(machine, journal, keys, port), keys);
        machine.whenClosed(server::close);
        return server;
    }

    /** Its network: what becomes of packets. */
    public SimulatedNetwork network() {
        return new SimulatedNetwork(machine);
    }

    /** Its files. */
    public HostFiles files() {
        return files;
    }

    /** How the guest of a VM of this name behaves from its next start on. */
    public void guest(String vm, GuestScript script) {
        hypervisor.guest(vm, script);
    }

    /**
     * The fingerprint of the host key that the guest of a VM of this name has if it has sshd(8), as ssh-keygen(1) prints it:
     * {@code SHA256:...}. With a script it is the same at every start, and known before the first; a guest that boots from its disk
     * has the one that is on it, once it has come up.
     */
    public String guestHostKeyFingerprint(String vm) {
        return guestHostKeys.apply(vm).fingerprint();
    }

    /**
     * Boots it again: rc(8) asks the guests to shut down as vmd's script does, everything that runs ends, all connections are lost.
     * What is on its disk comes back: files, the services that rc.conf.local(8) enables, the VMs that vm.conf(5) has vmd(8)
     * start, interfaces with a hostname.if(5) file, sysctl.conf(5), device nodes. All else is gone, files in /tmp and /var/run too.
     * It takes a minute of its time.
     */
    public void reboot() {
        uninterrupted(() -> {
            hypervisor.shutDown(machine);
            restart();
        });
    }

    /** Boots it again after its power failed: the same without a word to anybody, which is a power cut for all guests. */
    public void powerFailure() {
        uninterrupted(this::restart);
    }

    private void restart() throws InterruptedException {
        machine.goDown();
        machine.timeline().sleep(BOOT);
        machine.comeUp();
        hypervisor.bootAgain(machine);
    }

    /** Something that waits for the machine. */
    @FunctionalInterface
    private interface Wait {
        void run() throws InterruptedException;
    }

    private static void uninterrupted(Wait wait) {
        try {
            wait.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the host was booting", e);
        }
    }

    /** Its time. */
    public VirtualTimeline timeline() {
        return machine.timeline();
    }

    /** What it was asked to run so far, in order. */
    public List<ExecutedCommand> commands() {
        return journal.commands();
    }

    /** How many round trips that took: one for each command, and one for all commands of a {@code runAll}. */
    public int roundTrips() {
        return journal.roundTrips();
    }

    /** Forgets the commands and round trips so far. */
    public void forgetCommands() {
        journal.clear();
    }

    Machine machine() {
        return machine;
    }

    @Override
    public void close() {
        machine.close();
    }

    @Override
    public String toString() {
        return "SimulatedHost[" + machine.hostname() + ", " + machine.uname().system() + " "
                + machine.uname().release() + "]";
    }
}
