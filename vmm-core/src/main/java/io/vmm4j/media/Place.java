package io.vmm4j.media;

import java.net.URI;
import java.util.Objects;

/**
 * A directory of files on a server.
 *
 * @param url its URL, http or https, with a slash at its end
 * @param lasting whether old releases stay there
 */
public record Place(URI url, Lasting lasting) {

    /** Whether old releases stay. */
    public enum Lasting {
        /** They are removed when newer ones come: that nothing is there any more is no fault. */
        CURRENT("current"),
        /** They stay. */
        ARCHIVE("archive");

        private final String word;

        Lasting(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    public Place {
        Objects.requireNonNull(lasting, "lasting");
        String scheme = Objects.requireNonNullElse(url.getScheme(), "");
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw MediaException.badValue("place", url, "it must start with https:// or http://");
        }
        if (url.getHost() == null || url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) {
            throw MediaException.badValue("place", url, "it must be a server and a path, and nothing else");
        }
        if (!url.getPath().endsWith("/")) {
            throw MediaException.badValue("place", url, "it must end with a slash");
        }
    }

    /** The URL of a file there. */
    public URI file(String name) {
        return url.resolve(name);
    }
}
