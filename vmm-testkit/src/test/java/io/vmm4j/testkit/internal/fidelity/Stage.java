package io.vmm4j.testkit.internal.fidelity;

import io.vmm4j.testkit.CpuVirtualization;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.host.MachineSpec;
import io.vmm4j.testkit.internal.host.OpenBsdMachine;
import io.vmm4j.testkit.internal.hypervisor.Hypervisor;
import io.vmm4j.testkit.internal.hypervisor.HypervisorSpec;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.net.Lladdr;
import io.vmm4j.testkit.internal.net.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A host that is brought into a state, step by step, by what an administrator would do. */
final class Stage {

    /** The guest that most transcripts were captured with: a minimal kernel that idles and knows no vmmci(4). */
    static final GuestScript MINIMAL =
            GuestScript.linux().bootsIn(Duration.ZERO).withoutAddress().usesMemory(40 << 10);

    private final VirtualTimeline timeline = VirtualTimeline.virtual(Instant.parse("2026-11-23T13:43:43Z"));
    private final HypervisorSpec.Builder builder =
            HypervisorSpec.builder().firmware(HypervisorSpec.Firmware.ABSENT).otherGuests(MINIMAL);
    private Machine machine;
    private Console console;

    /** The host before it is switched on. */
    Stage with(Consumer<HypervisorSpec.Builder> settings) {
        settings.accept(builder);
        return this;
    }

    private Machine machine() {
        if (machine == null) {
            Hypervisor hypervisor = new Hypervisor(builder.build());
            machine = OpenBsdMachine.create(
                    new MachineSpec(
                            timeline,
                            1,
                            OpenBsdRelease.V7_6,
                            "host.my.domain",
                            CpuVirtualization.SVM_RVI,
                            1_056_047_104,
                            20_000_000,
                            "",
                            List.of(),
                            List.of(),
                            Map.of()),
                    List.of(hypervisor));
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
        run("mkdir /vm && for i in 1 2 3 4 5 6 7 8; do vmctl create -s 1M raw:/vm/d$i.raw; done");
        run("echo kernel >/root/guest.elf; echo kernel >/root/bsd.rd; echo kernel >/home/alice/g.elf");
    }

    /** Runs a command as root; it succeeds. */
    Stage run(String command) {
        return as("root", command);
    }

    /** Runs a command; it succeeds. */
    Stage as(String user, String command) {
        Console.Result result = perform(user, command);
        if (result.status() != 0) {
            throw new AssertionError(command + " failed: " + result);
        }
        return this;
    }

    /** Runs a command as root; it fails. */
    Stage fail(String command) {
        Console.Result result = perform("root", command);
        if (result.status() == 0) {
            throw new AssertionError(command + " succeeded: " + result);
        }
        return this;
    }

    Console.Result perform(String user, String command) {
        machine();
        return console.run(user, List.of("/bin/ksh", "-c", command), "");
    }

    /** Puts a file into place. */
    Stage file(String path, String... lines) {
        try {
            FileText.write(machine().files(), path, String.join("\n", lines) + "\n", 0644);
        } catch (SystemError e) {
            throw new AssertionError(path, e);
        }
        return this;
    }

    /** Writes vm.conf and has it loaded. */
    Stage conf(String... lines) {
        return file("/etc/vm.conf", lines).run("rcctl restart vmd");
    }

    /** Time passes. */
    Stage pass(int seconds) {
        machine();
        timeline.advance(Duration.ofSeconds(seconds));
        return this;
    }

    /** Uses up interface numbers, as interfaces that came and went do. */
    Stage interfacesCameAndWent(int count) {
        return run("i=0; while [ $i -lt " + count
                + " ]; do ifconfig lo9 create; ifconfig lo9 destroy; i=$((i + 1)); done");
    }

    /** Uses up VM ids, as ad-hoc VMs do that could not be started. */
    Stage startsFailed(int count) {
        for (int i = 1; i <= count; i++) {
            fail("vmctl start -d /vm/d1.raw failed" + i);
        }
        return this;
    }

    /** The host talks to a neighbour, whom it sees behind this interface. */
    Stage talked(String device, String address, String lladdr) {
        Network network = Network.of(machine());
        int bits = Inet4.parse(address).orElseThrow();
        timeline.locked(() -> {
            network.appear(new Network.Peer(device, Lladdr.parse(lladdr).orElseThrow(), bits));
            network.contact(bits);
        });
        return this;
    }

    /** A switch hears a station on one of its members. */
    Stage heard(String member, String lladdr) {
        Network network = Network.of(machine());
        timeline.locked(() -> network.interfaces()
                .hear(
                        network.interfaces().find(member).orElseThrow(),
                        Lladdr.parse(lladdr).orElseThrow(),
                        timeline.now()));
        return this;
    }
}
