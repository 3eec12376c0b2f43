package io.vmm4j.examples.cli;

import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vmm disk create}. */
@Command(name = "create", description = "Makes an empty image.", mixinStandardHelpOptions = true)
final class DiskCreateCommand extends HostCommand {

    @Parameters(index = "0", paramLabel = "IMAGE", description = "raw:/path or qcow2:/path of the new image")
    private String image = "";

    @Parameters(index = "1", paramLabel = "SIZE", description = "As vmctl(8) reads it: 20G")
    private String size = "";

    @Override
    Task task() {
        DiskSpec.New disk = DiskSpec.blank(DiskImage.of(image), DiskSize.of(size));
        return host -> DiskText.made(
                progress("making " + image), "made", () -> host.disks().create(disk));
    }
}
