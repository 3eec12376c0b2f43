package io.vmm4j.examples.quickstart;

import io.vmm4j.VmmHost;
import io.vmm4j.exec.Command;
import io.vmm4j.testkit.SimulatedHost;
import java.util.function.Consumer;

/** An OpenBSD host that exists in this process only, to try programs on. Its time is its own: what waits there takes none here. */
final class Simulation {

    private Simulation() {}

    /** Does something with a host that is gone afterwards. */
    static void run(Consumer<VmmHost> program) {
        try (SimulatedHost simulated = SimulatedHost.openBsd()
                .file("/var/vmm/README", "Disks of VMs.\n")
                .build()) {
            simulated.executor().run(Command.oneShot("vmctl", "create", "-s", "10G", "qcow2:/var/vmm/base.qcow2"));
            program.accept(VmmHost.builder(simulated.executor())
                    .timeline(simulated.timeline())
                    .build());
        }
    }
}
