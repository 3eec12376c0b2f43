package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.BootDevice;
import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.GuestAddress;
import io.vmm4j.HostPath;
import io.vmm4j.NetworkMode;
import io.vmm4j.Vm;
import io.vmm4j.VmSpec;
import io.vmm4j.VmSpecBuilder;
import io.vmm4j.VmmHost;
import io.vmm4j.json.VmmJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vmm create}. */
@Command(
        name = "create",
        description = "Makes the new disks of a VM, starts it, and waits for its address.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Disks are in the order of --disk, --new-disk, --copy-disk, --derive-disk; each is raw:PATH or qcow2:PATH.",
        })
final class CreateCommand extends HostCommand {

    private static final Duration LONGEST = Duration.ofMinutes(30);

    @Parameters(paramLabel = "NAME", description = "The VM's name: a letter, then letters, digits, '.', '_' and '-'.")
    private String name = "";

    @Option(
            names = "--spec",
            paramLabel = "FILE",
            description = "A specification in JSON instead of the options for it below.")
    private @Nullable Path spec;

    @Option(names = "--memory", paramLabel = "SIZE", description = "512M, 1G. Default: 512M.")
    private @Nullable String memory;

    @Option(names = "--disk", paramLabel = "IMAGE", description = "An image that exists.")
    private List<String> disks = List.of();

    @Option(
            names = "--new-disk",
            arity = "2",
            hideParamSyntax = true,
            paramLabel = "IMAGE SIZE",
            description = "An empty image to make: 20G.")
    private List<String> newDisks = List.of();

    @Option(
            names = "--copy-disk",
            arity = "2",
            hideParamSyntax = true,
            paramLabel = "SOURCE IMAGE",
            description = "A copy of an image to make.")
    private List<String> copies = List.of();

    @Option(
            names = "--derive-disk",
            arity = "2",
            hideParamSyntax = true,
            paramLabel = "BASE IMAGE",
            description = "A qcow2 image to make that holds only its differences from a base (a path).")
    private List<String> derived = List.of();

    @Option(names = "--cdrom", paramLabel = "PATH", description = "An ISO image.")
    private @Nullable String cdrom;

    @Option(names = "--kernel", paramLabel = "PATH", description = "A kernel that vmd loads itself, such as bsd.rd.")
    private @Nullable String kernel;

    @Option(
            names = "--boot",
            paramLabel = "disk|cdrom|net",
            converter = LowerCase.OfBootDevice.class,
            description = "From where to boot.")
    private @Nullable BootDevice boot;

    @Option(
            names = "--network",
            paramLabel = "local|SWITCH",
            description = "A network interface: local, or on a switch that vm.conf(5) defines. Default: a local one.")
    private List<String> networks = List.of();

    @Option(names = "--no-network", description = "No network interface.")
    private boolean noNetwork;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait for its address. Default: ${DEFAULT-VALUE}; 0 does not wait.")
    private long wait = 30;

    @Override
    Task task() {
        VmSpec wanted = specification();
        return host -> create(host, wanted);
    }

    private Outcome create(VmmHost host, VmSpec wanted) {
        Vm vm = progress("creating " + wanted.name()).during(LONGEST, () -> host.create(wanted));
        ObjectNode json = Json.object().put("name", vm.name().value()).put("running", true);
        if (wait == 0 || wanted.networks().isEmpty()) {
            return new Said(json, vm.name() + " is running");
        }
        Duration patience = Duration.ofSeconds(wait);
        GuestAddress address = progress("waiting for its address").during(patience, () -> vm.awaitAddress(patience));
        json.set("address", Json.part(VmmJson.of(address)));
        return new Said(json, vm.name() + " is running, its address is " + address);
    }

    private VmSpec specification() {
        if (wait < 0) {
            throw new WrongUsage("--wait " + wait + " is no time to wait for.", "Write 1 or more, or 0 to not wait.");
        }
        return spec == null ? fromOptions() : fromFile(spec);
    }

    private VmSpec fromFile(Path file) {
        VmSpec read = VmSpec.fromJson(LocalText.read("--spec", file));
        if (!read.name().value().equals(name)) {
            throw new WrongUsage(
                    "The specification in " + file + " is of " + read.name() + ", not of " + name + ".",
                    "Write the name that stands in it.");
        }
        return read;
    }

    private VmSpec fromOptions() {
        VmSpecBuilder builder = VmSpec.builder(name);
        if (memory != null) {
            builder.memory(memory);
        }
        disks.forEach(image -> builder.disk(DiskImage.of(image)));
        pairs(newDisks, (image, size) -> DiskSpec.blank(DiskImage.of(image), DiskSize.of(size)), builder);
        pairs(copies, (source, image) -> DiskSpec.copyOf(DiskImage.of(source), DiskImage.of(image)), builder);
        pairs(derived, (base, image) -> DiskSpec.derivedFrom(HostPath.of(base), DiskImage.of(image)), builder);
        if (cdrom != null) {
            builder.cdrom(HostPath.of(cdrom));
        }
        if (kernel != null) {
            builder.kernel(HostPath.of(kernel));
        }
        if (boot != null) {
            builder.bootDevice(boot);
        }
        if (networks.isEmpty() && !noNetwork) {
            builder.network(NetworkMode.local());
        }
        networks.forEach(
                mode -> builder.network(mode.equals("local") ? NetworkMode.local() : NetworkMode.bridged(mode)));
        return builder.build();
    }

    /** Makes a disk of two words. */
    private interface DiskOf {
        DiskSpec make(String first, String second);
    }

    private static void pairs(List<String> words, DiskOf disk, VmSpecBuilder builder) {
        for (int i = 0; i + 1 < words.size(); i += 2) {
            builder.disk(disk.make(words.get(i), words.get(i + 1)));
        }
    }
}
