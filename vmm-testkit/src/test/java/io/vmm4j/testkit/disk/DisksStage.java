package io.vmm4j.testkit.disk;

import io.vmm4j.DiskImage;
import io.vmm4j.HostPath;
import io.vmm4j.VmmHost;
import io.vmm4j.disk.HostDisks;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import java.util.List;

/** A simulated host with a directory of images, and the SDK's view of it. */
final class DisksStage implements AutoCloseable {

    static final String KERNEL = "/vm/bsd";

    private final SimulatedHost host;

    DisksStage() {
        this(SimulatedHost.openBsd());
    }

    DisksStage(SimulatedHostBuilder builder) {
        host = builder.file(KERNEL, "kernel").build();
    }

    SimulatedHost host() {
        return host;
    }

    VmmHost vmm() {
        return vmm(host.executor());
    }

    VmmHost vmm(CommandExecutor executor) {
        return VmmHost.builder(executor).timeline(host.timeline()).build();
    }

    HostDisks disks() {
        return vmm().disks();
    }

    static HostPath path(String name) {
        return HostPath.of("/vm/" + name);
    }

    static DiskImage qcow2(String name) {
        return DiskImage.qcow2("/vm/" + name);
    }

    static DiskImage raw(String name) {
        return DiskImage.raw("/vm/" + name);
    }

    /** Runs a line as root that must succeed, without the SDK. */
    String sh(String line) {
        CommandResult result = host.executor().run(Command.oneShot("sh", "-c", line));
        if (!result.succeeded()) {
            throw new AssertionError(line + " failed: " + result + " " + result.stderr());
        }
        return result.stdout();
    }

    /** What is in the directory of images, besides the kernel. */
    List<String> files() {
        return host.files().list("/vm").stream()
                .filter(name -> !name.equals("bsd"))
                .toList();
    }

    boolean exists(String name) {
        return host.files().exists("/vm/" + name);
    }

    /** The notes of clones. */
    List<String> notes() {
        String notes = "/var/db/vmm4j/clones";
        return host.files().exists(notes) ? host.files().list(notes) : List.of();
    }

    @Override
    public void close() {
        host.close();
    }
}
