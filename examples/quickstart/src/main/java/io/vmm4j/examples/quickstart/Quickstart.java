package io.vmm4j.examples.quickstart;

import io.vmm4j.DeleteOptions;
import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.NetworkMode;
import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import io.vmm4j.VmSpec;
import io.vmm4j.VmmHost;
import io.vmm4j.ssh.SshExecutor;
import java.io.PrintStream;
import java.time.Duration;

/**
 * A VM's life on the host that the argument names, {@code ssh://root@vmhost}, or on a simulated one if there is no argument.
 *
 * <p>The host's key must be in {@code ~/.ssh/known_hosts}, and one of the user's own keys must open it.
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
        out.println("ready for VMs: " + host.probe().initialized());

        Vm vm = host.create(VmSpec.builder("hello")
                .memory("1G")
                .disk(DiskSpec.blank(DiskImage.qcow2("/var/vmm/hello.qcow2"), DiskSize.of("10G")))
                .network(NetworkMode.local())
                .build());
        out.println("its address: " + vm.awaitAddress(Duration.ofMinutes(1)));

        out.println("stopped: " + vm.stop(StopPolicy.gracefulThenForce(Duration.ofMinutes(1))));
        vm.delete(DeleteOptions.removingNewDisks());
        out.println("it is gone: " + vm.status().isEmpty());
    }
}
