package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.host.OpenBsdRelease;
import io.vmm4j.media.CatalogEntry;
import io.vmm4j.media.Incompatibility;
import io.vmm4j.media.Medium;
import io.vmm4j.media.StoredMedium;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vmm catalog show}. */
@Command(
        name = "show",
        description = "Shows a system: its media, where they come from, why they are believed, what does not work.",
        mixinStandardHelpOptions = true)
final class CatalogShowCommand extends HostCommand {

    @Mixin
    private final CatalogOptions options = new CatalogOptions();

    @Parameters(paramLabel = "GUEST", description = "Its id, as vmm catalog list shows it.")
    private String id = "";

    @Override
    Task task() {
        CatalogOptions.Stores stores = options.stores();
        CatalogEntry entry = options.catalog().entry(id);
        return host -> new Shown(entry, host.probe().release(), stores.of(host).list());
    }

    /** One system. */
    private record Shown(CatalogEntry entry, Optional<OpenBsdRelease> release, List<StoredMedium> stored)
            implements Outcome {

        private List<Incompatibility> problems() {
            return release.map(entry::problemsOn).orElse(entry.incompatibilities());
        }

        private Optional<StoredMedium> stored(Medium medium) {
            return stored.stream()
                    .filter(one -> one.medium().equals(medium.id()))
                    .reduce((first, second) -> second);
        }

        @Override
        public JsonNode json() {
            ObjectNode json = Json.object()
                    .put("id", entry.id())
                    .put("name", entry.name())
                    .put("release", entry.release())
                    .put("system", entry.system().toString())
                    .put("availability", entry.availability().toString())
                    .put("minimumMemory", entry.minimumMemory().toString())
                    .put("minimumDisk", entry.minimumDisk().toString());
            entry.installers().forEach(kind -> json.withArray("installers").add(kind.toString()));
            ArrayNode media = json.putArray("media");
            for (Medium medium : entry.media()) {
                ObjectNode one = media.addObject()
                        .put("id", medium.id())
                        .put("kind", medium.kind().toString())
                        .put("file", medium.file().toString())
                        .put("trust", medium.trust().word())
                        .put("approximateBytes", medium.approximateBytes());
                medium.places()
                        .forEach(
                                place -> one.withArray("places").add(place.url().toString()));
                stored(medium)
                        .ifPresent(
                                there -> one.put("path", there.path().value()).put("size", there.size()));
            }
            ArrayNode problems = json.putArray("problems");
            problems()
                    .forEach(problem -> problems.addObject()
                            .put("severity", problem.severity().toString())
                            .put("reason", problem.reason()));
            return json;
        }

        @Override
        public void print(Screen out) {
            out.line(out.style().bold(entry.name() + " " + entry.release()));
            out.line("  needs       " + entry.minimumMemory() + " of memory, " + entry.minimumDisk() + " of disk");
            out.line("  installers  "
                    + entry.installers().stream().map(Object::toString).collect(Collectors.joining(", ")));
            for (Incompatibility problem : problems()) {
                out.line("  " + out.style().doubtful(problem.severity().toString()) + "  " + problem.reason());
            }
            for (Medium medium : entry.media()) {
                out.line("");
                out.line(out.style().bold(medium.id()));
                out.line("  file      " + medium.file() + ", about " + Sizes.words(medium.approximateBytes()));
                out.line("  verified  " + medium.trust().word());
                medium.places().forEach(place -> out.line("  from      " + place.url()));
                out.line("  there     "
                        + stored(medium).map(one -> one.path().value()).orElse("not yet"));
            }
        }
    }
}
