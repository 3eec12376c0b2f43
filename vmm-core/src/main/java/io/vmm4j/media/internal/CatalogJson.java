package io.vmm4j.media.internal;

import io.vmm4j.DiskSize;
import io.vmm4j.HostPath;
import io.vmm4j.InvalidValueException;
import io.vmm4j.MemorySize;
import io.vmm4j.ValueError;
import io.vmm4j.host.OpenBsdRelease;
import io.vmm4j.internal.JsonFields;
import io.vmm4j.media.AgentRecipe;
import io.vmm4j.media.Availability;
import io.vmm4j.media.CatalogEntry;
import io.vmm4j.media.DigestAlgorithm;
import io.vmm4j.media.FileName;
import io.vmm4j.media.GuestSystem;
import io.vmm4j.media.Incompatibility;
import io.vmm4j.media.InstallerKind;
import io.vmm4j.media.Medium;
import io.vmm4j.media.MediumKind;
import io.vmm4j.media.Place;
import io.vmm4j.media.SumsFormat;
import io.vmm4j.media.Trust;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads catalogues. */
public final class CatalogJson {

    /** The version that can be read. */
    public static final int VERSION = 1;

    private CatalogJson() {}

    /** The entries of a document. */
    public static List<CatalogEntry> read(String document) {
        JsonFields fields = JsonFields.parse(document);
        fields.requireVersion("version", VERSION);
        List<CatalogEntry> entries =
                fields.objects("guests").stream().map(CatalogJson::entry).toList();
        fields.requireNoOthers();
        return entries;
    }

    private static CatalogEntry entry(JsonFields fields) {
        String id = fields.required("id", Function.identity());
        List<Place> places = places(fields);
        Optional<Trust> trust = fields.object("trust").map(CatalogJson::trust);
        List<Medium> media = new ArrayList<>();
        for (JsonFields medium : fields.objects("media")) {
            media.add(medium(id, medium, places, trust));
        }
        CatalogEntry entry = new CatalogEntry(
                id,
                fields.required("name", Function.identity()),
                fields.required("release", Function.identity()),
                fields.constant("system", GuestSystem.values()),
                fields.constant("availability", Availability.values()),
                fields.strings("installers", word -> constant(InstallerKind.values(), word)),
                fields.required("minimumMemory", MemorySize::of),
                fields.required("minimumDisk", DiskSize::of),
                media,
                fields.objects("incompatible").stream()
                        .map(CatalogJson::incompatibility)
                        .toList(),
                new AgentRecipe(
                        fields.objects("agent").stream().map(CatalogJson::step).toList()));
        fields.requireNoOthers();
        return entry;
    }

    /** What a medium does not say itself is what its guest says. */
    private static Medium medium(
            String guest, JsonFields fields, List<Place> commonPlaces, Optional<Trust> commonTrust) {
        Optional<FileName> matching = fields.optional("fileMatching", FileName.Newest::new);
        List<Place> ownPlaces = places(fields);
        Optional<Trust> trust = fields.object("trust").map(CatalogJson::trust).or(() -> commonTrust);
        Medium medium = new Medium(
                guest,
                fields.required("name", Function.identity()),
                fields.constant("kind", MediumKind.values()),
                matching.orElseGet(() -> fields.required("file", FileName.Exact::new)),
                ownPlaces.isEmpty() ? commonPlaces : ownPlaces,
                trust.orElseGet(() -> trust(fields.requiredObject("trust"))),
                fields.positive("bytes"));
        fields.requireNoOthers();
        return medium;
    }

    private static List<Place> places(JsonFields fields) {
        return fields.objects("places").stream()
                .map(place -> {
                    Place read = new Place(
                            place.required("url", CatalogJson::uri), place.constant("lasting", Place.Lasting.values()));
                    place.requireNoOthers();
                    return read;
                })
                .toList();
    }

    private static Trust trust(JsonFields fields) {
        Trust trust = switch (fields.word("kind", "pinned", "signed", "published", "unverified")) {
            case "pinned" ->
                new Trust.Pinned(
                        fields.constant("algorithm", DigestAlgorithm.values()),
                        fields.required("digest", Function.identity()));
            case "signed" ->
                new Trust.Signed(fields.required("sums", Function.identity()), fields.required("key", HostPath::of));
            case "published" ->
                new Trust.Published(
                        fields.strings("sums", CatalogJson::uri),
                        fields.constant("algorithm", DigestAlgorithm.values()),
                        fields.constant("format", SumsFormat.values()));
            default -> new Trust.Unverified();
        };
        fields.requireNoOthers();
        return trust;
    }

    private static Incompatibility incompatibility(JsonFields fields) {
        Incompatibility read = new Incompatibility(
                fields.optional("from", CatalogJson::release),
                fields.optional("through", CatalogJson::release),
                fields.constant("severity", Incompatibility.Severity.values()),
                fields.required("reason", Function.identity()));
        fields.requireNoOthers();
        return read;
    }

    private static AgentRecipe.Step step(JsonFields fields) {
        AgentRecipe.Step step = new AgentRecipe.Step(
                fields.required("purpose", Function.identity()), fields.strings("command", Function.identity()));
        fields.requireNoOthers();
        return step;
    }

    private static OpenBsdRelease release(String text) {
        return OpenBsdRelease.ofNumber(text).orElseThrow(() -> unknown(text, "a release such as 7.9"));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw unknown(text, "a URL");
        }
    }

    private static <T> T constant(T[] constants, String word) {
        return Arrays.stream(constants)
                .filter(one -> one.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(word, Arrays.toString(constants)));
    }

    private static InvalidValueException unknown(String text, String known) {
        return new InvalidValueException(InvalidValueException.problem(ValueError.JSON_UNKNOWN_WORD, "value", text)
                .with("known", known));
    }
}
