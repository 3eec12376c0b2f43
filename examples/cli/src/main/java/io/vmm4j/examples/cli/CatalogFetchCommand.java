package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.media.FetchOptions;
import io.vmm4j.media.GuestCatalog;
import io.vmm4j.media.MediaSource;
import io.vmm4j.media.MediaStore;
import io.vmm4j.media.Medium;
import io.vmm4j.media.StoredMedium;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vmm catalog fetch}. */
@Command(
        name = "fetch",
        description = "Fetches media to the host and verifies them. What was broken off goes on.",
        mixinStandardHelpOptions = true)
final class CatalogFetchCommand extends HostCommand {

    private static final Duration ANSWER = Duration.ofSeconds(30);

    @Mixin
    private final CatalogOptions options = new CatalogOptions();

    @Parameters(arity = "1..*", paramLabel = "GUEST[/MEDIUM]", description = "A medium, or all media of a guest.")
    private List<String> words = List.of();

    @Option(names = "--through-program", description = "Fetches here and streams to the host, which needs no way out.")
    private boolean throughProgram;

    @Option(names = "--if-current", description = "Fetches again what has another digest by now.")
    private boolean ifCurrent;

    @Option(
            names = "--unverified",
            paramLabel = "GUEST/MEDIUM",
            description = "Takes this medium as it comes, whatever it is; may be given several times.")
    private List<String> unverified = List.of();

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            description = "How long each may take. Default: ${DEFAULT-VALUE}.")
    private long within = 7200;

    @Override
    Task task() {
        if (within < 1) {
            throw new WrongUsage("--within " + within + " is too little.", "Write 1 or more.");
        }
        CatalogOptions.Stores stores = options.stores();
        GuestCatalog catalog = options.catalog();
        List<Medium> media = words.stream()
                .flatMap(word -> CatalogOptions.media(catalog, word).stream())
                .toList();
        return host -> {
            MediaStore store = stores.of(host);
            List<StoredMedium> fetched = new ArrayList<>();
            for (Medium medium : media) {
                fetched.add(store.fetch(medium, fetchOptions()));
            }
            return new Fetched(fetched);
        };
    }

    private FetchOptions fetchOptions() {
        FetchOptions chosen =
                FetchOptions.defaults().within(Duration.ofSeconds(within)).telling(new FetchBar(messages()));
        if (throughProgram) {
            chosen = chosen.throughProgram(MediaSource.http(ANSWER));
        }
        if (ifCurrent) {
            chosen = chosen.reusing(FetchOptions.Reuse.IF_CURRENT);
        }
        for (String medium : unverified) {
            chosen = chosen.acceptingUnverified(medium);
        }
        return chosen;
    }

    /** What is there now. */
    private record Fetched(List<StoredMedium> media) implements Outcome {

        @Override
        public JsonNode json() {
            ObjectNode json = Json.object();
            ArrayNode array = json.putArray("media");
            media.forEach(one -> array.add(StoredJson.of(one)));
            return json;
        }

        @Override
        public void print(Screen out) {
            media.forEach(one -> out.line(
                    one.medium() + " is there, " + Sizes.words(one.size()) + ", " + one.trust() + ": " + one.path()));
        }
    }
}
