package io.vmm4j.media.internal;

import io.vmm4j.media.MediaSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalLong;

/** Fetches with the JDK's client. */
public final class HttpSource implements MediaSource {

    private static final int OK = 200;
    private static final int PARTIAL = 206;

    private final HttpClient client;
    private final Duration timeout;

    /** A source whose servers may take so long to answer. */
    public HttpSource(Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    @Override
    public Content open(URI url, long offset) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(timeout);
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-");
        }
        HttpResponse<InputStream> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
        int status = response.statusCode();
        if (status != OK && status != PARTIAL) {
            response.body().close();
            throw new IOException("status " + status);
        }
        long start = status == PARTIAL ? offset : 0;
        OptionalLong length = response.headers().firstValueAsLong("Content-Length");
        return new Content(
                start,
                length.isPresent() ? OptionalLong.of(start + length.getAsLong()) : OptionalLong.empty(),
                response.body());
    }
}
