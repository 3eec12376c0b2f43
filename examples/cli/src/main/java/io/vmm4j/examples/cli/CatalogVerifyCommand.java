package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.media.MediaStore;
import io.vmm4j.media.StoredMedium;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vmm catalog verify}. */
@Command(
        name = "verify",
        description =
                "Looks whether media on the host are still what was verified. The exit status is 1 if one is not.",
        mixinStandardHelpOptions = true)
final class CatalogVerifyCommand extends HostCommand {

    @Mixin
    private final CatalogOptions options = new CatalogOptions();

    @Parameters(
            arity = "0..*",
            paramLabel = "GUEST[/MEDIUM]",
            description = "A medium, or all media of a guest. Default: all that are there.")
    private List<String> words = List.of();

    @Override
    Task task() {
        CatalogOptions.Stores stores = options.stores();
        return host -> {
            MediaStore store = stores.of(host);
            List<Verified> verified = new ArrayList<>();
            List<StoredMedium> there = store.list();
            for (String word : words) {
                if (there.stream().noneMatch(one -> isMeant(one, word))) {
                    throw new WrongUsage(word + " is not on the host.", "vmm catalog fetch fetches it.");
                }
            }
            for (StoredMedium one : there) {
                if (words.isEmpty() || words.stream().anyMatch(word -> isMeant(one, word))) {
                    verified.add(new Verified(one, store.verify(one)));
                }
            }
            return new Looked(verified);
        };
    }

    private static boolean isMeant(StoredMedium one, String word) {
        return one.medium().equals(word) || one.medium().startsWith(word + "/");
    }

    /** A medium, and whether it is sound. */
    private record Verified(StoredMedium medium, boolean sound) {}

    /** All that were looked at. */
    private record Looked(List<Verified> media) implements Outcome {

        @Override
        public int exitStatus() {
            return media.stream().allMatch(Verified::sound) ? Vmm.DONE : Vmm.FAILED;
        }

        @Override
        public JsonNode json() {
            ObjectNode json = Json.object();
            ArrayNode array = json.putArray("media");
            media.forEach(one -> array.add(StoredJson.of(one.medium()).put("sound", one.sound())));
            return json;
        }

        @Override
        public void print(Screen out) {
            if (media.isEmpty()) {
                out.line("There are no media on the host.");
            }
            for (Verified one : media) {
                String verdict =
                        one.sound() ? out.style().good("sound  ") : out.style().bad("changed");
                out.line(verdict + "  " + one.medium().medium() + "  "
                        + one.medium().path());
            }
        }
    }
}
