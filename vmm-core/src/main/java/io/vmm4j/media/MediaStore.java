package io.vmm4j.media;

import io.vmm4j.HostPath;
import java.util.List;

/**
 * The media on a host: {@code /var/vmm/media} unless said otherwise, a directory for each guest, in it each medium beside a small
 * file that says what it is. Thread safe.
 *
 * <p>A medium appears there whole and verified, or not at all. While it comes it is in a hidden directory, where it stays if the fetch
 * fails, so that the next one goes on from there. Whoever asks for a medium that somebody else is fetching, from this program or from
 * another, waits for that one.
 *
 * <p>All of it is done as the user that vmctl(8) is run as, root unless said otherwise; by doas(1) it needs a rule for {@code sh}.
 */
public interface MediaStore {

    /** Where they are kept. */
    HostPath directory();

    /** What can be fetched. */
    GuestCatalog catalog();

    /** The same directory, with another catalogue. */
    MediaStore withCatalog(GuestCatalog catalog);

    /** The same catalogue, in another directory. */
    MediaStore in(HostPath directory);

    /**
     * The media that are there, by guest and name. One round trip.
     *
     * @throws MediaException if the directory cannot be read
     */
    List<StoredMedium> list();

    /** The same with the default options. */
    default StoredMedium fetch(Medium medium) {
        return fetch(medium, FetchOptions.defaults());
    }

    /**
     * Sees to it that a medium is there. Its places are tried in order; one that fails, or has something else, is passed over.
     *
     * @throws MediaException if none of them has it, it is not what it should be, or there is no room; nothing unverified is kept
     * @throws io.vmm4j.exec.TransportException if the connection to the host is lost; what had begun there may go on, and the next
     *     fetch finds it
     */
    StoredMedium fetch(Medium medium, FetchOptions options);

    /** Whether a medium that is there still has the digest that it was verified by. Reads all of it, on the host. */
    boolean verify(StoredMedium medium);

    /** Removes a medium, and what is left of a fetch of it. Does nothing if it is not there. */
    void remove(StoredMedium medium);

    /**
     * Whether the media of a release exist: one that is only announced counts when the signed list of its files can be fetched and
     * names them. Asks no mirror if the catalogue knows.
     *
     * @throws MediaException with {@link MediaError#UNREACHABLE} if no place could be asked
     */
    boolean isReleased(CatalogEntry entry, FetchOptions options);
}
