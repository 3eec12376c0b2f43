package io.vmm4j.examples.cli;

import io.vmm4j.DiskFormat;
import io.vmm4j.DiskImage;
import io.vmm4j.disk.ConversionOptions;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vmm disk upload}. */
@Command(
        name = "upload",
        description = "Sends an image of this machine to the host, as one that vmd(8) can use, whatever it is made of.",
        mixinStandardHelpOptions = true)
final class DiskUploadCommand extends HostCommand {

    @Parameters(index = "0", paramLabel = "FILE", description = "An image of this machine; not compressed as a whole")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "IMAGE", description = "raw:/path or qcow2:/path of the new image")
    private String image = "";

    @Option(
            names = "--from",
            paramLabel = "raw|qcow2",
            required = true,
            converter = LowerCase.OfDiskFormat.class,
            description = "The format of the file. It is not guessed: a guest could make a raw image look like qcow2.")
    private DiskFormat format = DiskFormat.QCOW2;

    @Override
    Task task() {
        DiskImage target = DiskImage.of(image);
        return host -> DiskText.made(
                progress("sending " + file),
                "made",
                () -> host.disks().upload(file, format, target, ConversionOptions.defaults()));
    }
}
