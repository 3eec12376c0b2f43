package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.HostPath;
import io.vmm4j.disk.ListedDisk;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vmm disk list}. */
@Command(
        name = "list",
        description = "Lists the images in a directory, what they are derived from, and who needs them.",
        mixinStandardHelpOptions = true)
final class DiskListCommand extends HostCommand {

    @Parameters(
            paramLabel = "DIRECTORY",
            arity = "0..1",
            defaultValue = "/var/vmm",
            description = "A directory of the host. Default: ${DEFAULT-VALUE}.")
    private String directory = "";

    @Override
    Task task() {
        HostPath path = HostPath.of(directory);
        return host -> new Listed(path, host.disks().list(path));
    }

    /** The images. */
    private record Listed(HostPath directory, List<ListedDisk> disks) implements Outcome {

        @Override
        public JsonNode json() {
            ObjectNode json = Json.object().put("directory", directory.value());
            ArrayNode array = json.putArray("disks");
            for (ListedDisk disk : disks) {
                ObjectNode one = array.addObject()
                        .put("path", disk.image().path().value())
                        .put("format", disk.image().format().toString())
                        .put("virtualSize", disk.virtualSize())
                        .put("allocated", disk.allocated());
                disk.base().ifPresent(base -> one.put("base", base.value()));
                DiskText.users(one.putArray("users"), disk.users());
            }
            return json;
        }

        @Override
        public void print(Screen out) {
            if (disks.isEmpty()) {
                out.line("There are no images in " + directory + ".");
                return;
            }
            Table table = new Table("PATH", "FORMAT", "SIZE", "TAKES", "BASE", "NEEDED BY");
            for (ListedDisk disk : disks) {
                table.add(
                        disk.image().path().value(),
                        disk.image().format().toString(),
                        DiskText.size(disk.virtualSize()),
                        DiskText.size(disk.allocated()),
                        disk.base().map(HostPath::value).orElse("-"),
                        DiskText.users(disk.users()));
            }
            table.print(out, "", (cell, padded) -> padded);
        }
    }
}
