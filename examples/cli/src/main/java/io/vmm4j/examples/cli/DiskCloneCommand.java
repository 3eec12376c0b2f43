package io.vmm4j.examples.cli;

import io.vmm4j.DiskImage;
import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vmm disk clone}. */
@Command(
        name = "clone",
        description = "Makes a qcow2 image that holds only its differences from a base, which must stay as it is.",
        mixinStandardHelpOptions = true)
final class DiskCloneCommand extends HostCommand {

    @Parameters(index = "0", paramLabel = "BASE", description = "The path of a qcow2 image, without a format")
    private String base = "";

    @Parameters(index = "1", paramLabel = "IMAGE", description = "qcow2:/path of the new image")
    private String image = "";

    @Override
    Task task() {
        DiskSpec.New disk = DiskSpec.derivedFrom(HostPath.of(base), DiskImage.of(image));
        return host -> DiskText.made(
                progress("making " + image), "made", () -> host.disks().create(disk));
    }
}
