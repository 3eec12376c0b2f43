package io.vmm4j.testkit.conf;

import io.vmm4j.DiskImage;
import io.vmm4j.HostPath;
import io.vmm4j.VmName;
import io.vmm4j.VmmHost;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.host.HostConfiguration;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.vmconf.DiskDefinition;
import io.vmm4j.vmconf.VmDefinition;
import io.vmm4j.vmconf.VmDefinitionBuilder;
import java.time.Duration;
import java.util.List;

/** A simulated host with a vm.conf(5), and the SDK's view of it. */
final class ConfiguredHost implements AutoCloseable {

    static final String FILE = "/etc/vm.conf";
    static final String VM_CONF = """
            # ours since 2019
            switch "lan" {
                interface veb0
            }

            vm "db" { disable
              memory 512M   # enough
              disk "/vm/db.img"
              interface { switch "lan" lladdr fe:e1:bb:00:00:01 }
            }
            """;

    private final SimulatedHost host;
    private final VmmHost vmm;

    private ConfiguredHost(SimulatedHost host, CommandExecutor executor) {
        this.host = host;
        this.vmm = VmmHost.builder(executor).timeline(host.timeline()).build();
    }

    /** A host with a bridge, some images, and this configuration. */
    static SimulatedHostBuilder builder(String vmConf) {
        return plain().file(FILE, vmConf, "root", 0600);
    }

    /** The same without configuration. */
    static SimulatedHostBuilder plain() {
        SimulatedHostBuilder builder =
                SimulatedHost.openBsd().networkInterface("veb0", "up").taps(8);
        for (String name : List.of("db", "web", "mail", "old")) {
            builder.file("/vm/" + name + ".img", "disk");
        }
        return builder.file("/vm/bsd.rd", "kernel");
    }

    static ConfiguredHost with(String vmConf) {
        return on(builder(vmConf));
    }

    static ConfiguredHost on(SimulatedHostBuilder builder) {
        SimulatedHost host = builder.build();
        host.timeline().advance(Duration.ofSeconds(40));
        host.forgetCommands();
        return new ConfiguredHost(host, host.executor());
    }

    /** The same host as seen through another executor. */
    ConfiguredHost through(CommandExecutor executor) {
        return new ConfiguredHost(host, executor);
    }

    SimulatedHost host() {
        return host;
    }

    VmmHost vmm() {
        return vmm;
    }

    HostConfiguration conf() {
        return vmm.configuration();
    }

    /** A VM with the image of its name. */
    static VmDefinitionBuilder vm(String name) {
        return VmDefinition.builder(VmName.of(name)).disk(DiskDefinition.of(DiskImage.raw("/vm/" + name + ".img")));
    }

    static HostPath path(String path) {
        return HostPath.of(path);
    }

    String file() {
        return host.files().read(FILE);
    }

    /** Runs a line as root that must succeed, without the SDK. */
    String sh(String line) {
        CommandResult result = host.executor().run(Command.oneShot("sh", "-c", line));
        if (!result.succeeded()) {
            throw new AssertionError(line + " failed: " + result);
        }
        return result.stdout();
    }

    /** The VMs that vmctl(8) lists, with {@code +} before those that run. */
    List<String> listed() {
        CommandResult status = host.executor().run(Command.read("vmctl", "status"));
        return status.stdoutLines().stream()
                .skip(1)
                .map(line -> line.strip().split("\\s+"))
                .map(words -> (words[1].equals("-") ? "" : "+") + words[words.length - 1])
                .sorted()
                .toList();
    }

    /** What the SDK had run that changes what vmd(8) knows. */
    List<String> told() {
        return host.commands().stream()
                .map(command -> command.line())
                .filter(line -> line.contains("vmctl reload") || line.contains("vmctl load"))
                .toList();
    }

    /** Names, owners, modes, sizes and contents of everything that matters. */
    String everything() {
        return sh("ls -lR /etc /var/db /vm /tmp; cat /etc/vm*; vmctl status || :");
    }

    @Override
    public void close() {
        host.close();
    }
}
