package io.vmm4j.media;

import java.util.List;
import java.util.Objects;

/**
 * A file that a guest is installed from.
 *
 * @param guest the id of the catalogue's entry that it belongs to
 * @param name what the catalogue calls it: {@code bsd.rd}, {@code image}
 * @param kind what it is used as
 * @param file which file it is
 * @param places where it is, in the order in which they are tried
 * @param trust why it is believed
 * @param approximateBytes about how large it is, rather too much than too little
 */
public record Medium(
        String guest,
        String name,
        MediumKind kind,
        FileName file,
        List<Place> places,
        Trust trust,
        long approximateBytes) {

    public Medium {
        CatalogEntry.requireId("guest", guest);
        CatalogEntry.requireId("name", name);
        Objects.requireNonNull(kind, "kind");
        places = List.copyOf(places);
        if (places.isEmpty()) {
            throw MediaException.badValue("places", name, "a medium must be somewhere");
        }
        if (file instanceof FileName.Newest && !(trust instanceof Trust.Published)) {
            throw MediaException.badValue("fileMatching", name, "only a published list can tell which files there are");
        }
        if (approximateBytes < 1) {
            throw MediaException.badValue("bytes", approximateBytes, "it must be positive");
        }
    }

    /** Guest and name: {@code openbsd-7.9/bsd.rd}. */
    public String id() {
        return guest + "/" + name;
    }
}
