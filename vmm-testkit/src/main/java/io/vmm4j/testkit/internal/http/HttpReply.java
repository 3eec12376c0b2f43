package io.vmm4j.testkit.internal.http;

import java.nio.charset.StandardCharsets;

/** What a server answers. Immutable. */
public final class HttpReply {

    private static final int OK = 200;

    private final int status;
    private final String reason;
    private final byte[] head;
    private final long size;

    /**
     * An answer.
     *
     * @param status 200, 404...
     * @param reason the words behind it
     * @param head how the content begins; what is missing up to its size are zeros
     * @param size how long the content is
     */
    public HttpReply(int status, String reason, byte[] head, long size) {
        this.status = status;
        this.reason = reason;
        this.head = head.clone();
        this.size = size;
    }

    /** All of a content. */
    public static HttpReply ok(byte[] content) {
        return new HttpReply(OK, "OK", content, content.length);
    }

    /** Nothing but a status. */
    public static HttpReply of(int status, String reason) {
        return new HttpReply(status, reason, new byte[0], 0);
    }

    /** The status. */
    public int status() {
        return status;
    }

    /** The words behind it. */
    public String reason() {
        return reason;
    }

    /** How the content begins. */
    public byte[] head() {
        return head.clone();
    }

    /** How long the content is. */
    public long size() {
        return size;
    }

    /** Whether there is a content. */
    public boolean isOk() {
        return status == OK;
    }

    /** How the content begins, as text, a byte a character. */
    public String text() {
        return new String(head, StandardCharsets.ISO_8859_1);
    }
}
