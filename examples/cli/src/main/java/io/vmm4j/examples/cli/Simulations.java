package io.vmm4j.examples.cli;

import io.vmm4j.DiskImage;
import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.NetworkMode;
import io.vmm4j.VmSpec;
import io.vmm4j.VmmHost;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import java.time.Duration;

/** The simulated hosts that this program makes. */
final class Simulations {

    /** A ready disk, as far as a simulated guest needs one. */
    static final HostPath IMAGE = HostPath.of("/var/vmm/openbsd.qcow2");

    /** Of root in its guests. */
    static final String GUEST_PASSWORD = "vmm";

    private static final Duration BOOTED = Duration.ofSeconds(21);
    private static final double SPEED = 20;

    private static final String VM_CONF = """
            vm "web1" {
                memory 1G
                disk "/var/vmm/web1.qcow2"
                local interface
            }

            vm "db1" {
                memory 2G
                disk "/var/vmm/db1.qcow2"
                local interface
            }

            vm "mail" {
                disable
                memory 512M
                disk "/var/vmm/mail.qcow2"
                local interface
            }
            """;

    private Simulations() {}

    /** How the clock of a simulated host goes. */
    enum Clock {
        /** It stands still until somebody waits, and then jumps: nothing there takes any time. */
        JUMPS {
            @Override
            SimulatedHost build(SimulatedHostBuilder builder) {
                return builder.build();
            }
        },
        /** It goes on by itself, several times as fast as this machine's: for somebody at a console. */
        RUNS {
            @Override
            SimulatedHost build(SimulatedHostBuilder builder) {
                return builder.realTime(SPEED).build();
            }
        };

        abstract SimulatedHost build(SimulatedHostBuilder builder);
    }

    /** The host of {@code --host sim:}, for one command. */
    static Connected inProcess(Clock clock) {
        SimulatedHost simulated = clock.build(
                SimulatedHost.openBsd().otherGuests(GuestScript.openBsd().withRootPassword(GUEST_PASSWORD)));
        populate(simulated);
        simulated.timeline().advance(BOOTED);
        VmmHost host = VmmHost.builder(simulated.executor())
                .timeline(simulated.timeline())
                .build();
        return new Connected(host, simulated::close);
    }

    /** Gives a host a ready disk, and VMs: two that run, one that does not, one that vmm4j made. */
    static void populate(SimulatedHost host) {
        makeImage(host);
        for (String name : new String[] {"web1", "db1", "mail"}) {
            create(host, "-b", IMAGE.value(), "qcow2:/var/vmm/" + name + ".qcow2");
        }
        host.files().write("/etc/vm.conf", VM_CONF);
        run(host.executor(), Command.oneShot("rcctl", "reload", "vmd"));
        VmmHost.builder(host.executor())
                .timeline(host.timeline())
                .build()
                .create(VmSpec.builder("lab1")
                        .memory("768M")
                        .disk(DiskSpec.derivedFrom(IMAGE, DiskImage.qcow2("/var/vmm/lab1.qcow2")))
                        .network(NetworkMode.local())
                        .build());
        host.forgetCommands();
    }

    /** Gives a host a ready disk and nothing else. */
    static void makeImage(SimulatedHost host) {
        host.files().write("/var/vmm/README", "Disks of simulated guests.\n");
        create(host, "-s", "10G", "qcow2:" + IMAGE);
        host.forgetCommands();
    }

    private static void create(SimulatedHost host, String option, String value, String image) {
        run(host.executor(), Command.oneShot("vmctl", "create", option, value, image));
    }

    private static void run(CommandExecutor executor, Command command) {
        CommandResult result = executor.run(command);
        if (!result.succeeded()) {
            throw new IllegalStateException(command + " on the simulated host: " + result.stderr());
        }
    }
}
