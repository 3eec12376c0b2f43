package io.vmm4j.examples.cli;

import io.vmm4j.HostPath;
import io.vmm4j.VmmHost;
import io.vmm4j.media.GuestCatalog;
import io.vmm4j.media.MediaStore;
import io.vmm4j.media.Medium;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which catalogue, and which directory. */
final class CatalogOptions {

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "A JSON file whose guests are added to the built-in ones, or replace them.")
    private @Nullable Path file;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where media are kept on the host. Default: /var/vmm/media.")
    private @Nullable String directory;

    GuestCatalog catalog() {
        GuestCatalog builtIn = GuestCatalog.builtIn();
        return file == null ? builtIn : builtIn.with(GuestCatalog.fromJson(LocalText.read("--catalog", file)));
    }

    /** How the directory of a host is found. */
    interface Stores {
        MediaStore of(VmmHost host);
    }

    /** Read before there is any connection. */
    Stores stores() {
        GuestCatalog catalog = catalog();
        Optional<HostPath> where = Optional.ofNullable(directory).map(HostPath::of);
        return host -> {
            MediaStore store = host.media().withCatalog(catalog);
            return where.map(store::in).orElse(store);
        };
    }

    /** The media that words name: {@code GUEST/MEDIUM}, or {@code GUEST} for all of a guest's. */
    static List<Medium> media(GuestCatalog catalog, String word) {
        int slash = word.indexOf('/');
        return slash < 0
                ? catalog.entry(word).media()
                : List.of(catalog.entry(word.substring(0, slash)).medium(word.substring(slash + 1)));
    }
}
