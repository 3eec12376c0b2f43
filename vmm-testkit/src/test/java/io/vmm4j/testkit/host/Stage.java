package io.vmm4j.testkit.host;

import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.NetworkMode;
import io.vmm4j.Vm;
import io.vmm4j.VmName;
import io.vmm4j.VmSpec;
import io.vmm4j.VmSpecBuilder;
import io.vmm4j.VmmHost;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import java.time.Duration;
import java.util.List;

/** A simulated host, the SDK's view of it, and what tests of the two have in common. */
final class Stage implements AutoCloseable {

    /** Disk images and kernels are here. */
    static final String DIRECTORY = "/vm";

    static final String RECORDS = "/var/db/vmm4j/vms";
    static final String READY_IMAGE = DIRECTORY + "/ready.qcow2";
    static final String KERNEL = DIRECTORY + "/bsd";

    private final SimulatedHost host;
    private final VmmHost vmm;

    private Stage(SimulatedHost host, CommandExecutor executor) {
        this.host = host;
        this.vmm = VmmHost.builder(executor).timeline(host.timeline()).build();
    }

    /** A host of the newest release with the images that {@link #spec} needs. */
    static SimulatedHostBuilder builder() {
        return builder(OpenBsdRelease.V7_9);
    }

    static SimulatedHostBuilder builder(OpenBsdRelease release) {
        return SimulatedHost.openBsd(release).file(KERNEL, "kernel");
    }

    /** That host as its root sees it. */
    static Stage on(SimulatedHostBuilder builder) {
        SimulatedHost host = builder.build();
        return ready(host, host.executor());
    }

    /** That host as somebody else sees it, with a ready disk image. */
    static Stage ready(SimulatedHost host, CommandExecutor executor) {
        host.executor().run(Command.oneShot("vmctl", "create", "-s", "10G", "qcow2:" + READY_IMAGE));
        host.forgetCommands();
        return new Stage(host, executor);
    }

    /** The same host as seen through another executor. */
    Stage through(CommandExecutor executor) {
        return new Stage(host, executor);
    }

    SimulatedHost host() {
        return host;
    }

    VmmHost vmm() {
        return vmm;
    }

    /** A VM with a new, empty disk, booting a kernel, on a local interface. */
    static VmSpec spec(String name) {
        return VmSpec.builder(VmName.of(name))
                .memory("512M")
                .kernel(HostPath.of(KERNEL))
                .disk(DiskSpec.blank(disk(name), DiskSize.of("10G")))
                .network(NetworkMode.local())
                .build();
    }

    /** A VM whose disk is a copy of an image that is ready to run. */
    static VmSpec fromReadyImage(String name) {
        return VmSpec.builder(VmName.of(name))
                .memory("512M")
                .disk(DiskSpec.copyOf(DiskImage.qcow2(READY_IMAGE), disk(name)))
                .network(NetworkMode.local())
                .build();
    }

    /** A VM with an image of its own that exists already. */
    VmSpecBuilder withOwnDisk(String name) {
        sh("vmctl create -s 1G qcow2:" + disk(name).path());
        return VmSpec.builder(VmName.of(name)).memory("512M").disk(disk(name)).network(NetworkMode.local());
    }

    static DiskImage disk(String name) {
        return DiskImage.qcow2(DIRECTORY + "/" + name + ".qcow2");
    }

    static String record(String name) {
        return RECORDS + "/" + name + ".json";
    }

    /** A VM that has booted: created by the SDK, or by hand on a release whose vmctl(8) wants its arguments otherwise. */
    Vm running(String name) {
        Vm vm = legacy() ? startedByHand(name) : vmm.create(spec(name));
        host.timeline().advance(Duration.ofMinutes(1));
        host.forgetCommands();
        return vm;
    }

    private boolean legacy() {
        return sh("uname -r").equals("6.5\n");
    }

    /** A VM that somebody else started. */
    Vm startedByHand(String name) {
        sh(legacy() ? "vmctl start " + name + " -L -b " + KERNEL : "vmctl start -L -b " + KERNEL + " " + name);
        return vmm.vm(name);
    }

    /** Runs a line as root that must succeed, without the SDK. */
    String sh(String line) {
        CommandResult result = host.executor().run(Command.oneShot("sh", "-c", line));
        if (!result.succeeded()) {
            throw new AssertionError(line + " failed: " + result);
        }
        return result.stdout();
    }

    /** The names that vmctl(8) itself lists as having a process. */
    List<String> processes() {
        CommandResult status = host.executor().run(Command.read("vmctl", "status"));
        return status.stdoutLines().stream()
                .skip(1)
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> !words[1].equals("-"))
                .map(words -> words[words.length - 1])
                .sorted()
                .toList();
    }

    boolean hasDisk(String name) {
        return host.files().exists(disk(name).path().value());
    }

    boolean hasRecord(String name) {
        return host.files().exists(record(name));
    }

    /** How long something takes on the host's own clock. */
    Duration timed(Runnable action) {
        long start = host.timeline().nanoTime();
        action.run();
        return Duration.ofNanos(host.timeline().nanoTime() - start);
    }

    @Override
    public void close() {
        host.close();
    }
}
