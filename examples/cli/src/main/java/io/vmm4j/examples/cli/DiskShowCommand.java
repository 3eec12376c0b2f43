package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.DiskImage;
import io.vmm4j.disk.Backing;
import io.vmm4j.disk.DiskUser;
import io.vmm4j.disk.HostDisk;
import io.vmm4j.disk.Qcow2Image;
import io.vmm4j.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vmm disk show}. */
@Command(
        name = "show",
        description =
                "Describes an image: its size, what it is derived from, whether vmd(8) can use it, and who needs it.",
        mixinStandardHelpOptions = true)
final class DiskShowCommand extends HostCommand {

    @Parameters(paramLabel = "IMAGE", description = "raw:/path or qcow2:/path")
    private String image = "";

    @Override
    Task task() {
        DiskImage wanted = DiskImage.of(image);
        return host -> new Shown(host.disks().inspect(wanted), host.disks().users(wanted.path()));
    }

    /** The image. */
    private record Shown(HostDisk disk, List<DiskUser> users) implements Outcome {

        private List<Problem> obstacles() {
            return disk.usableByVmd().obstacles();
        }

        private List<String> bases() {
            List<String> names = new ArrayList<>();
            Optional<Backing> next = disk.qcow2().flatMap(Qcow2Image::backing);
            while (next.isPresent()) {
                names.add(next.get().name());
                next = next.get().image().flatMap(Qcow2Image::backing);
            }
            return names;
        }

        @Override
        public JsonNode json() {
            ObjectNode json = Json.object()
                    .put("path", disk.image().path().value())
                    .put("format", disk.image().format().toString())
                    .put("virtualSize", disk.virtualSize())
                    .put("fileSize", disk.fileSize())
                    .put("usableByVmd", obstacles().isEmpty());
            ArrayNode why = json.putArray("obstacles");
            obstacles()
                    .forEach(one -> why.addObject()
                            .put("code", one.code().id())
                            .put("message", one.message())
                            .put("hint", one.hint()));
            ArrayNode chain = json.putArray("bases");
            bases().forEach(chain::add);
            DiskText.users(json.putArray("users"), users);
            return json;
        }

        @Override
        public void print(Screen out) {
            out.line(disk.image().toString());
            out.line("  size        " + DiskText.size(disk.virtualSize()) + ", " + DiskText.size(disk.fileSize())
                    + " of file");
            bases().forEach(base -> out.line("  base        " + base));
            out.line("  vmd(8)      " + (obstacles().isEmpty() ? out.style().good("can use it") : "cannot use it:"));
            obstacles().forEach(one -> out.line("              " + one.message()));
            out.line("  needed by   " + DiskText.users(users));
        }
    }
}
