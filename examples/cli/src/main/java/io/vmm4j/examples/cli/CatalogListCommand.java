package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.host.OpenBsdRelease;
import io.vmm4j.media.Availability;
import io.vmm4j.media.CatalogEntry;
import io.vmm4j.media.Incompatibility;
import io.vmm4j.media.Medium;
import io.vmm4j.media.StoredMedium;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vmm catalog list}. */
@Command(
        name = "list",
        description = "Lists the systems, whether they work on this host, and how many of their media are there.",
        mixinStandardHelpOptions = true)
final class CatalogListCommand extends HostCommand {

    @Mixin
    private final CatalogOptions options = new CatalogOptions();

    @Override
    Task task() {
        CatalogOptions.Stores stores = options.stores();
        List<CatalogEntry> entries = options.catalog().entries();
        return host -> new Listed(
                host.executor().target(),
                host.probe().release(),
                entries,
                stores.of(host).list());
    }

    /** The systems. */
    private record Listed(
            String target, Optional<OpenBsdRelease> release, List<CatalogEntry> entries, List<StoredMedium> stored)
            implements Outcome {

        @Override
        public JsonNode json() {
            ObjectNode json = Json.object().put("host", target);
            release.ifPresent(number -> json.put("release", number.toString()));
            ArrayNode guests = json.putArray("guests");
            for (CatalogEntry entry : entries) {
                ObjectNode guest = guests.addObject()
                        .put("id", entry.id())
                        .put("name", entry.name())
                        .put("release", entry.release())
                        .put("availability", entry.availability().toString())
                        .put("onThisHost", fitness(entry))
                        .put("minimumMemory", entry.minimumMemory().toString())
                        .put("minimumDisk", entry.minimumDisk().toString());
                entry.installers().forEach(kind -> guest.withArray("installers").add(kind.toString()));
                ArrayNode there = guest.putArray("stored");
                stored.stream().filter(one -> belongs(one, entry)).forEach(one -> there.add(one.medium()));
            }
            return json;
        }

        private String fitness(CatalogEntry entry) {
            if (release.isEmpty()) {
                return "unknown";
            }
            List<Incompatibility> problems = entry.problemsOn(release.get());
            if (problems.isEmpty()) {
                return "usable";
            }
            return entry.isUsableOn(release.get()) ? "limited" : "unusable";
        }

        private static boolean belongs(StoredMedium one, CatalogEntry entry) {
            return entry.media().stream().map(Medium::id).anyMatch(one.medium()::equals);
        }

        @Override
        public void print(Screen out) {
            Table table = new Table("GUEST", "SYSTEM", "MEMORY", "DISK", "ON THIS HOST", "MEDIA THERE");
            for (CatalogEntry entry : entries) {
                long there = stored.stream().filter(one -> belongs(one, entry)).count();
                boolean announced = entry.availability() == Availability.ANNOUNCED;
                table.add(
                        entry.id(),
                        entry.name() + " " + entry.release() + (announced ? " (announced)" : ""),
                        entry.minimumMemory().toString(),
                        entry.minimumDisk().toString(),
                        fitness(entry),
                        there + " of " + entry.media().size());
            }
            table.print(out, "ON THIS HOST", (word, padded) -> switch (word) {
                case "usable" -> out.style().good(padded);
                case "unusable" -> out.style().bad(padded);
                default -> out.style().doubtful(padded);
            });
        }
    }
}
