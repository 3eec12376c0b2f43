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
import io.vmm4j.testkit.SimulatedHost;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The simulated hosts that this program makes. */
final class Simulations {

    /** A ready disk, as far as a simulated guest needs one. */
    static final HostPath IMAGE = HostPath.of("/var/vmm/openbsd.qcow2");

    private static final Duration TICK = Duration.ofMillis(100);

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

    /**
     * The host of {@code --host sim:}: for one command, on virtual time, so that waiting for it takes none. Meanwhile its clock
     * goes on with this machine's, for somebody at a console.
     */
    static Connected inProcess() {
        SimulatedHost simulated = SimulatedHost.openBsd().build();
        populate(simulated);
        simulated.timeline().advance(Duration.ofMinutes(1));
        VmmHost host = VmmHost.builder(simulated.executor())
                .timeline(simulated.timeline())
                .build();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "vmm-clock");
            thread.setDaemon(true);
            return thread;
        });
        Future<?> ticking = clock.scheduleAtFixedRate(
                () -> simulated.timeline().advance(TICK), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        return new Connected(host, () -> {
            ticking.cancel(true);
            clock.shutdownNow();
            simulated.close();
        });
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
