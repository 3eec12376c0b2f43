package io.vmm4j.media;

import io.vmm4j.media.internal.HttpSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;

/** Where the program itself fetches from, for hosts without a way out. Implementations are thread safe. */
@FunctionalInterface
public interface MediaSource {

    /**
     * Starts fetching.
     *
     * @param offset from which byte on, if the server can; {@link Content#offset()} says what it did
     * @throws IOException if there is nothing, with the server's words
     */
    Content open(URI url, long offset) throws IOException;

    /**
     * What comes.
     *
     * @param offset the position of its first byte
     * @param total how long the whole is, if the server says
     * @param bytes to be closed by whoever reads them
     */
    record Content(long offset, OptionalLong total, InputStream bytes) {}

    /**
     * By http and https, with the JDK's client and its trusted authorities; redirects are followed, but not from https to http.
     *
     * @param timeout how long a server may take to answer
     */
    static MediaSource http(Duration timeout) {
        return new HttpSource(timeout);
    }
}
