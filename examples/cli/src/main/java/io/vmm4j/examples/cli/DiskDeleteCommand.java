package io.vmm4j.examples.cli;

import io.vmm4j.HostPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vmm disk delete}. */
@Command(
        name = "delete",
        description = "Deletes an image that no VM and no clone needs.",
        mixinStandardHelpOptions = true)
final class DiskDeleteCommand extends HostCommand {

    @Parameters(index = "0", paramLabel = "PATH", description = "Its path, without a format")
    private String path = "";

    @Override
    Task task() {
        HostPath image = HostPath.of(path);
        return host -> {
            host.disks().delete(image);
            return new Said(Json.object().put("path", image.value()).put("deleted", true), image + " is deleted");
        };
    }
}
