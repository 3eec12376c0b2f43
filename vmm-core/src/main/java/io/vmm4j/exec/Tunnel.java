package io.vmm4j.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** A byte stream to an address that only the host can reach. One thread may read while another writes. */
public interface Tunnel extends AutoCloseable {

    /** What the far side sends. A read that waits longer than the read timeout throws a {@code SocketTimeoutException}. */
    InputStream input();

    /** What is sent to the far side. Closing it tells the far side that no more will come. */
    OutputStream output();

    /** How long a read may wait; one minute at first. Zero or negative is refused. */
    void setReadTimeout(Duration timeout);

    /** Ends it in both directions, in bounded time. Readers see an {@link IOException} or the end of the stream. */
    @Override
    void close();
}
