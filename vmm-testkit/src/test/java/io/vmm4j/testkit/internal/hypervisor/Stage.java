package io.vmm4j.testkit.internal.hypervisor;

import io.vmm4j.testkit.CpuVirtualization;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.host.MachineSpec;
import io.vmm4j.testkit.internal.host.OpenBsdMachine;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.net.Lladdr;
import io.vmm4j.testkit.internal.net.Network;
import io.vmm4j.testkit.internal.pf.PacketFilters;
import io.vmm4j.testkit.internal.pf.filter.PacketFilter;
import io.vmm4j.testkit.internal.web.Web;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A host that is brought into a state, step by step, by what an administrator would do. */
public final class Stage {

    /** The guest that most transcripts were captured with: a minimal kernel that idles and knows no vmmci(4). */
    public static final GuestScript MINIMAL =
            GuestScript.linux().bootsIn(Duration.ZERO).withoutAddress().usesMemory(40 << 10);

    private final VirtualTimeline timeline = VirtualTimeline.virtual(Instant.parse("2026-11-23T13:43:43Z"));
    private final HypervisorSpec.Builder builder =
            HypervisorSpec.builder().firmware(HypervisorSpec.Firmware.ABSENT).otherGuests(MINIMAL);
    private OpenBsdRelease release = OpenBsdRelease.V7_6;
    private CpuVirtualization cpu = CpuVirtualization.SVM_RVI;
    private Hypervisor hypervisor;
    private Machine machine;
    private Console console;
    private String lineEnd = "\n";

    /** The host before it is switched on. */
    public Stage with(Consumer<HypervisorSpec.Builder> settings) {
        settings.accept(builder);
        return this;
    }

    /** Another release. */
    public Stage release(OpenBsdRelease other) {
        release = other;
        return this;
    }

    /** Another processor. */
    public Stage cpu(CpuVirtualization other) {
        cpu = other;
        return this;
    }

    /** The machine, which is switched on when it is first needed. */
    public Machine machine() {
        if (machine == null) {
            hypervisor = new Hypervisor(builder.build());
            machine = OpenBsdMachine.create(
                    new MachineSpec(
                            timeline,
                            1,
                            release,
                            "host.my.domain",
                            cpu,
                            1,
                            1_056_047_104,
                            20_000_000,
                            "",
                            List.of(),
                            List.of(),
                            Map.of()),
                    List.of(hypervisor, new Web(Optional.empty())));
            console = new Console(machine);
            people();
            places();
            try {
                hypervisor.boot(machine);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return machine;
    }

    private void people() {
        machine.accounts().addGroup("vmusers", 2000);
        machine.accounts().addGroup("averylonggroupname", 2001);
        user("alice", 1001, "users", "vmusers");
        user("bob", 1002, "users", "vmusers");
        user("thirtyonecharusernameisthislong", 1003, "users");
        user("averylongusernamehere", 1004, "users");
        user("sdk", 1005, "users", "wheel");
        user("plain", 1006, "users");
    }

    private void user(String name, int uid, String... groups) {
        machine.accounts().addUser(name, uid, List.of(groups), "/home/" + name, "/bin/ksh", "");
        run("mkdir -p /home/" + name + " && chown " + name + " /home/" + name);
    }

    private void places() {
        run("mkdir /vm && for i in 1 2 3 4 5 6 7 8; do dd if=/dev/zero of=/vm/d$i.raw bs=1m count=1; done");
        run("echo kernel >/root/guest.elf; echo kernel >/root/bsd.rd; echo kernel >/home/alice/g.elf");
    }

    /** Runs a command as root; it succeeds. */
    public Stage run(String command) {
        return as("root", command);
    }

    /** Runs a command; it succeeds. */
    public Stage as(String user, String command) {
        Console.Result result = perform(user, command);
        if (result.status() != 0) {
            throw new AssertionError(command + " failed: " + result);
        }
        return this;
    }

    /** Runs a command as root; it fails. */
    public Stage fail(String command) {
        Console.Result result = perform("root", command);
        if (result.status() == 0) {
            throw new AssertionError(command + " succeeded: " + result);
        }
        return this;
    }

    /** Runs a command. */
    public Console.Result perform(String user, String command) {
        return perform(user, List.of("/bin/ksh", "-c", command));
    }

    /** Runs a command that reads this. */
    public Console.Result perform(String user, String command, String stdin) {
        machine();
        return console.run(user, List.of("/bin/ksh", "-c", command), stdin.replace("\n", lineEnd));
    }

    /** Runs a command without a shell. */
    public Console.Result perform(String user, List<String> argv) {
        machine();
        return console.run(user, argv, "");
    }

    /** Lines that commands read end like this. */
    public Stage endsLines(String end) {
        lineEnd = end;
        return this;
    }

    /** Runs a command as root that reads this; it succeeds. */
    public Stage pipe(String command, String... lines) {
        Console.Result result = perform("root", command, String.join("\n", lines) + "\n");
        if (result.status() != 0 || result.stderr().contains(": ")) {
            throw new AssertionError(command + " failed: " + result);
        }
        return this;
    }

    /** The packet filter. */
    public PacketFilter filter() {
        return PacketFilters.of(machine());
    }

    /** Puts a file into place. */
    public Stage file(String path, String... lines) {
        try {
            FileText.write(machine().files(), path, String.join("\n", lines) + "\n", 0644);
        } catch (SystemError e) {
            throw new AssertionError(path, e);
        }
        return this;
    }

    /** What a file holds. */
    public String text(String path) {
        try {
            return FileText.read(machine().files(), path);
        } catch (SystemError e) {
            throw new AssertionError(path, e);
        }
    }

    /** How a VM's guest behaves from its next start on. */
    public Stage guest(String vm, GuestScript script) {
        machine();
        hypervisor.guest(vm, script);
        return this;
    }

    /** What a command prints to standard error. */
    public String complaint(String command) {
        return perform("root", command).stderr();
    }

    /** How long a command takes. */
    public Duration time(String command) {
        Instant start = machine().timeline().now();
        run(command);
        return Duration.between(start, timeline.now());
    }

    /** The fields of a VM's line in the table of {@code vmctl status}; empty if it has none. */
    public List<String> row(String vm) {
        return output("vmctl status")
                .lines()
                .map(line -> List.of(line.strip().split("\\s+", -1)))
                .filter(fields -> fields.get(fields.size() - 1).equals(vm))
                .findFirst()
                .orElse(List.of());
    }

    /** What a command prints to standard output. */
    public String output(String command) {
        return perform("root", command).stdout();
    }

    /** Writes vm.conf and has it loaded. */
    public Stage conf(String... lines) {
        return file("/etc/vm.conf", lines).run("rcctl restart vmd");
    }

    /** Time passes. */
    public Stage pass(int seconds) {
        machine();
        timeline.advance(Duration.ofSeconds(seconds));
        return this;
    }

    /** Uses up interface numbers, as interfaces that came and went do. */
    public Stage interfacesCameAndWent(int count) {
        return run("i=0; while [ $i -lt " + count
                + " ]; do ifconfig lo9 create; ifconfig lo9 destroy; i=$((i + 1)); done");
    }

    /** Uses up VM ids, as ad-hoc VMs do that could not be started. */
    public Stage startsFailed(int count) {
        for (int i = 1; i <= count; i++) {
            fail("vmctl start -d /vm/d1.raw failed" + i);
        }
        return this;
    }

    /** The host talks to a neighbour, whom it sees behind this interface. */
    public Stage talked(String device, String address, String lladdr) {
        Network network = Network.of(machine());
        int bits = Inet4.parse(address).orElseThrow();
        timeline.locked(() -> {
            network.appear(new Network.Peer(device, Lladdr.parse(lladdr).orElseThrow(), bits));
            network.contact(bits);
        });
        return this;
    }

    /** A switch hears a station on one of its members. */
    public Stage heard(String member, String lladdr) {
        Network network = Network.of(machine());
        timeline.locked(() -> network.interfaces()
                .hear(
                        network.interfaces().find(member).orElseThrow(),
                        Lladdr.parse(lladdr).orElseThrow(),
                        timeline.now()));
        return this;
    }
}
