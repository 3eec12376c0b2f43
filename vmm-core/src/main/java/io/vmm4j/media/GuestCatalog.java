package io.vmm4j.media;

import io.vmm4j.media.internal.CatalogJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Systems that can be guests, and where their media are. Immutable; thread safe.
 *
 * <p>{@link #builtIn()} is a JSON document that comes with the SDK; an application takes it as it is, {@linkplain #with extends} it, or
 * {@linkplain #fromJson reads} one of its own. A catalogue says what is trusted, so a field that is not known is refused: a misspelt
 * one would otherwise leave out a check.
 */
public final class GuestCatalog {

    private static final String RESOURCE = "catalog.json";

    private final Map<String, CatalogEntry> entries;

    private GuestCatalog(Map<String, CatalogEntry> entries) {
        this.entries = entries;
    }

    /** The one that comes with the SDK. */
    public static GuestCatalog builtIn() {
        return BuiltIn.CATALOG;
    }

    /** Reads the resource once, when it is first asked for. */
    private static final class BuiltIn {

        static final GuestCatalog CATALOG = fromJson(read());

        private static String read() {
            try (InputStream stream = GuestCatalog.class.getResourceAsStream(RESOURCE)) {
                if (stream == null) {
                    throw new IllegalStateException("the catalogue is missing from the SDK");
                }
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A catalogue of these entries; of two with the same id the later one counts. */
    public static GuestCatalog of(Collection<CatalogEntry> entries) {
        Map<String, CatalogEntry> byId = new LinkedHashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        return new GuestCatalog(byId);
    }

    /**
     * The catalogue of a JSON document.
     *
     * @throws io.vmm4j.InvalidValueException if it is no catalogue of a version that can be read, with the path of the field
     * @throws MediaException with {@link MediaError#BAD_VALUE} if a value breaks a rule
     */
    public static GuestCatalog fromJson(String document) {
        return of(CatalogJson.read(document));
    }

    /** This catalogue and another one's entries, which replace those of the same id. */
    public GuestCatalog with(GuestCatalog other) {
        Map<String, CatalogEntry> all = new LinkedHashMap<>(entries);
        all.putAll(other.entries);
        return new GuestCatalog(all);
    }

    /** All of them, in the order of the catalogue. */
    public List<CatalogEntry> entries() {
        return List.copyOf(entries.values());
    }

    /**
     * One of them.
     *
     * @throws MediaException with {@link MediaError#UNKNOWN_GUEST} if there is none of that id
     */
    public CatalogEntry entry(String id) {
        CatalogEntry entry = entries.get(id);
        if (entry == null) {
            throw MediaException.unknownGuest(id, entries.keySet());
        }
        return entry;
    }

    @Override
    public String toString() {
        return "GuestCatalog" + entries.keySet();
    }
}
