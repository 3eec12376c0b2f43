package io.vmm4j.examples.cli;

import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vmm disk grow}. */
@Command(
        name = "grow",
        description =
                "Makes an image larger, by a copy that takes its place. The guest must extend its file systems itself.",
        mixinStandardHelpOptions = true)
final class DiskGrowCommand extends HostCommand {

    @Parameters(index = "0", paramLabel = "IMAGE", description = "raw:/path or qcow2:/path")
    private String image = "";

    @Parameters(index = "1", paramLabel = "SIZE", description = "As vmctl(8) reads it: 20G")
    private String size = "";

    @Override
    Task task() {
        DiskImage old = DiskImage.of(image);
        DiskSize wanted = DiskSize.of(size);
        return host -> DiskText.made(
                progress("growing " + image), "grown", () -> host.disks().grow(old, wanted));
    }
}
