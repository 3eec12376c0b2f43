package io.vmm4j.examples.quickstart;

import io.vmm4j.DeleteOptions;
import io.vmm4j.DiskImage;
import io.vmm4j.DiskSpec;
import io.vmm4j.GuestAddress;
import io.vmm4j.NetworkMode;
import io.vmm4j.StopOutcome;
import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import io.vmm4j.VmSpec;
import io.vmm4j.VmmHost;
import io.vmm4j.host.HostProbe;
import io.vmm4j.ssh.SshExecutor;
import java.io.PrintStream;
import java.time.Duration;

/**
 * A VM's life on the host that the argument names, {@code ssh://root@vmhost}, or on a simulated one if there is no argument.
 *
 * <p>The host's key must be in {@code ~/.ssh/known_hosts}, one of the user's own keys must open it, and the image of a guest
 * must be there: {@code /var/vmm/base.qcow2}.
 */
public final class Quickstart {

    private Quickstart() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            Simulation.run(host -> lifeOfAVm(host, System.out));
            return;
        }
        try (SshExecutor ssh = SshExecutor.to(arguments[0]).connect()) {
            lifeOfAVm(VmmHost.on(ssh), System.out);
        }
    }

    static void lifeOfAVm(VmmHost host, PrintStream out) {
        HostProbe probe = host.probe();
        out.println("Ready for VMs: " + probe.initialized());

        Vm web = host.create(VmSpec.builder("web")
                .memory("1G")
                .disk(DiskSpec.copyOf(DiskImage.qcow2("/var/vmm/base.qcow2"), DiskImage.qcow2("/var/vmm/web.qcow2")))
                .network(NetworkMode.local())
                .build());

        GuestAddress address = web.awaitAddress(Duration.ofMinutes(1));
        out.println(web.name() + " has the address " + address);

        StopOutcome outcome = web.stop(StopPolicy.gracefulThenForce(Duration.ofMinutes(2)));
        out.println(web.name() + " was stopped: " + outcome);

        web.delete(DeleteOptions.removingNewDisks());
        out.println(web.name() + " is gone: " + web.status().isEmpty());
    }
}
