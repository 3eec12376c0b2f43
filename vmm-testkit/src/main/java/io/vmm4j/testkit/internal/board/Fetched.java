package io.vmm4j.testkit.internal.board;

import io.vmm4j.testkit.internal.http.HttpReply;

/** What came of fetching a URL. */
public sealed interface Fetched {

    /** A server answered, be it with an error. */
    record Answer(HttpReply reply) implements Fetched {}

    /**
     * No server answered.
     *
     * @param reason in the words of ftp(1)
     * @param late whether that was known at once, or only when the client had lost its patience
     */
    record Failure(String reason, boolean late) implements Fetched {}
}
