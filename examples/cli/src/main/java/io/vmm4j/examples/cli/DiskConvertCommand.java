package io.vmm4j.examples.cli;

import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vmm disk convert}. */
@Command(
        name = "convert",
        description = "Copies an image into a new one, of another format or size if wanted.",
        mixinStandardHelpOptions = true)
final class DiskConvertCommand extends HostCommand {

    @Parameters(index = "0", paramLabel = "SOURCE", description = "raw:/path or qcow2:/path")
    private String source = "";

    @Parameters(index = "1", paramLabel = "IMAGE", description = "raw:/path or qcow2:/path of the new image")
    private String image = "";

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description = "How large to make it. Default: as large as the source.")
    private Optional<String> size = Optional.empty();

    @Override
    Task task() {
        DiskSpec.New disk = new DiskSpec.Copy(DiskImage.of(image), DiskImage.of(source), size.map(DiskSize::of));
        return host -> DiskText.made(
                progress("copying " + source), "made", () -> host.disks().create(disk));
    }
}
