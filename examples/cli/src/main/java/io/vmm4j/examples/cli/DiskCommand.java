package io.vmm4j.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vmm disk}. */
@Command(
        name = "disk",
        description = "Shows, makes, grows, converts, sends and deletes disk images on the host.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "An image is given with its format in front, raw:/path or qcow2:/path. It appears complete or not at all, and"
                    + " nothing is overwritten. What a VM or a clone needs is not deleted, nor what nobody can tell of.",
            "",
            "Examples:",
            "  vmm disk list /var/vmm",
            "  vmm disk create qcow2:/var/vmm/web1.qcow2 20G",
            "  vmm disk clone /var/vmm/base.qcow2 qcow2:/var/vmm/web2.qcow2",
            "  vmm disk convert raw:/var/vmm/old.img qcow2:/var/vmm/new.qcow2 --size 40G",
            "  vmm disk upload debian-13-genericcloud-amd64.qcow2 qcow2:/var/vmm/debian.qcow2 --from qcow2",
            "  vmm disk show qcow2:/var/vmm/debian.qcow2",
        },
        subcommands = {
            DiskListCommand.class,
            DiskShowCommand.class,
            DiskCreateCommand.class,
            DiskCloneCommand.class,
            DiskGrowCommand.class,
            DiskConvertCommand.class,
            DiskUploadCommand.class,
            DiskDeleteCommand.class,
        })
final class DiskCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @Override
    public Integer call() {
        return ((Vmm) spec.root().userObject()).usage(spec.commandLine());
    }
}
