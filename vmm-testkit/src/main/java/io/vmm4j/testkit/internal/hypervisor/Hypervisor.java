package io.vmm4j.testkit.internal.hypervisor;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.Waiting;
import io.vmm4j.testkit.internal.dhcp.DhcpdProgram;
import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.guest.SshGuest;
import io.vmm4j.testkit.internal.host.MachineSpec;
import io.vmm4j.testkit.internal.host.Subsystem;
import io.vmm4j.testkit.internal.httpd.HttpdProgram;
import io.vmm4j.testkit.internal.io.Devices;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.ProcessTable;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.Session;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.net.Arp;
import io.vmm4j.testkit.internal.net.Ifconfig;
import io.vmm4j.testkit.internal.net.Mknod;
import io.vmm4j.testkit.internal.net.Netstart;
import io.vmm4j.testkit.internal.net.Netstat;
import io.vmm4j.testkit.internal.net.Network;
import io.vmm4j.testkit.internal.net.Ping;
import io.vmm4j.testkit.internal.net.RouteProgram;
import io.vmm4j.testkit.internal.pf.Pfctl;
import io.vmm4j.testkit.internal.rc.FwUpdate;
import io.vmm4j.testkit.internal.rc.Services;
import io.vmm4j.testkit.internal.serial.SerialLines;
import io.vmm4j.testkit.internal.server.HostKeys;
import io.vmm4j.testkit.internal.traffic.HostProgram;
import io.vmm4j.testkit.internal.tty.Ptys;
import io.vmm4j.testkit.internal.vmd.VmdHost;
import io.vmm4j.testkit.internal.vmd.VmdProgram;
import io.vmm4j.testkit.internal.vmd.VmdService;
import io.vmm4j.testkit.internal.vmd.vmctl.Vmctl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The hypervisor's part of a host: vmd(8), vmctl(8), rc.d(8), fw_update(8), interfaces. One object makes one host: first it is
 * attached, then, when all files are on the disk, {@link #boot} starts what is enabled. Guests can be changed at any time.
 */
public final class Hypervisor implements Subsystem {

    private static final int CONF_MODE = 0644;
    private static final int HOSTNAME_IF_MODE = 0640;
    private static final int SECRET_MODE = 0600;

    /** What every OpenBSD comes with; user 55 builds ports. */
    private static final String PF_CONF = """
            # See pf.conf(5).

            set skip on lo

            block return    # block what has no state
            pass            # and let what has one be made

            # Nobody from outside reaches X.
            block return in on ! lo0 proto tcp to port 6000:6010

            # Ports are built without a network.
            block return out log proto { tcp udp } user 55
            """;

    private final HypervisorSpec spec;
    private final Map<String, GuestScript> guests = new ConcurrentHashMap<>();
    private Optional<Services> services = Optional.empty();
    private Optional<GuestMachines> guestMachines = Optional.empty();

    /** The part that this describes. */
    public Hypervisor(HypervisorSpec spec) {
        this.spec = spec;
        guests.putAll(spec.guests());
    }

    /** How the guest of a VM behaves from its next start on. */
    public void guest(String vm, GuestScript script) {
        guests.put(vm, script);
    }

    /** The host key of the guest of a VM: of the one that runs, or else of the one that its script makes. */
    public HostKeys guestHostKeys(Machine machine, long hostSeed, String vm) {
        return machine.timeline()
                .lockedGet(() -> guestMachines
                        .flatMap(machines -> machines.find(vm))
                        .map(SshGuest::hostKeys)
                        .orElseGet(() -> GuestMachines.hostKeys(hostSeed, vm, script(vm))));
    }

    private GuestScript script(String vm) {
        return guests.getOrDefault(vm, spec.otherGuests());
    }

    @Override
    public void attach(Machine machine, MachineSpec machineSpec) throws SystemError {
        Differences release = Differences.of(machineSpec.release());
        DeviceDirectory devices = new DeviceDirectory(machine.files());
        devices.vmm(machineSpec.cpu());
        devices.taps(spec.taps());
        devices.makedev();
        Ptys.of(machine).install(spec.ptys());
        Network network = Network.of(machine);
        network.boot();
        int cpus = Integer.parseInt(machine.sysctls().get("hw.ncpuonline").orElse("1"));
        GuestMachines insides = new GuestMachines(machine, machineSpec.release(), machineSpec.seed(), this::script);
        guestMachines = Optional.of(insides);
        VmdService vmd = new VmdService(new VmdHost(
                machine,
                network.interfaces(),
                network.taps(),
                new SerialLines(machine),
                new BootingGuests(this::script, insides),
                new GuestPeers(machine, insides),
                release.vmd(cpus)));
        Vmctl vmctl = new Vmctl(vmd, release.vmctl());
        Services installed = new Services(machine, vmd, vmctl);
        installed.install(machine, release.rc());
        machine.whenDown(() -> machine.timeline().locked(network::restart));
        services = Optional.of(installed);
        FwUpdate fwUpdate =
                new FwUpdate(release.firmware(), () -> spec.firmwareServer() == HypervisorSpec.FirmwareServer.ANSWERS);
        install(
                machine,
                Map.of(
                        "/usr/sbin/vmd", new VmdProgram(vmd),
                        "/usr/sbin/vmctl", vmctl,
                        "/usr/sbin/fw_update", fwUpdate,
                        "/usr/sbin/arp", new Arp(),
                        "/usr/sbin/dhcpd", new DhcpdProgram(),
                        "/sbin/ifconfig", new Ifconfig(),
                        "/sbin/mknod", new Mknod(),
                        "/sbin/pfctl", new Pfctl(),
                        "/sbin/route", new RouteProgram(),
                        "/usr/bin/netstat", new Netstat()));
        machine.programs().install(machine.files(), "/usr/bin/host", HostProgram.PROGRAM);
        machine.programs().install(machine.files(), "/usr/sbin/httpd", new HttpdProgram());
        machine.programs().install(machine.files(), "/sbin/ping", new Ping(), 04555);
        if (spec.firmware() == HypervisorSpec.Firmware.PRESENT) {
            fwUpdate.place(machine.files());
        }
        configure(machine.files());
    }

    private static void install(Machine machine, Map<String, Program> programs) throws SystemError {
        for (Map.Entry<String, Program> program : programs.entrySet()) {
            machine.programs().install(machine.files(), program.getKey(), program.getValue());
        }
    }

    private void configure(Files files) throws SystemError {
        FileText.write(files, "/etc/rc.conf.local", Services.settings(spec.enabled(), spec.disabled()), CONF_MODE);
        Netstart.install(files);
        FileText.write(files, "/etc/pf.conf", PF_CONF + String.join("", lines(spec.rules())), SECRET_MODE);
        for (Map.Entry<String, List<String>> file : spec.interfaces().entrySet()) {
            String path = "/etc/hostname." + file.getKey();
            FileText.write(files, path, String.join("\n", file.getValue()) + "\n", HOSTNAME_IF_MODE);
        }
    }

    private static List<String> lines(List<String> rules) {
        return rules.stream().map(rule -> rule + "\n").toList();
    }

    /**
     * Boots a machine that has just been made: its interfaces come up, and what is enabled starts, but the services that are to
     * be stopped.
     *
     * @throws InterruptedException if the thread is or becomes interrupted
     */
    public void boot(Machine machine) throws InterruptedException {
        rc(machine, "autoboot", new Boot(services.orElseThrow(), spec.stopped()));
    }

    /**
     * Boots a machine that went down: everything that is enabled starts.
     *
     * @throws InterruptedException if the thread is or becomes interrupted
     */
    public void bootAgain(Machine machine) throws InterruptedException {
        rc(machine, "autoboot", new Boot(services.orElseThrow(), Set.of()));
    }

    /**
     * Does what rc(8) does before the machine goes down.
     *
     * @throws InterruptedException if the thread is or becomes interrupted
     */
    public void shutDown(Machine machine) throws InterruptedException {
        rc(machine, "shutdown", process -> {
            services.orElseThrow().shutDown(process);
            return 0;
        });
    }

    private static void rc(Machine machine, String how, Program program) throws InterruptedException {
        SimProcess rc = machine.processes()
                .spawn(new ProcessTable.Start(
                        machine.accounts().root(),
                        Session.detached(),
                        List.of("sh", "/etc/rc", how),
                        program,
                        Map.of(),
                        "/",
                        Map.of(0, Devices.NULL.open(), 1, Devices.NULL.open(), 2, Devices.NULL.open())));
        rc.start();
        machine.timeline().await(() -> rc.ending().isPresent(), Waiting.unlimited());
    }
}
