package io.vmm4j.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is behind a URL of a {@link SimulatedInternet}. Immutable; of a large one, only what differs from zeros takes memory. */
public final class WebContent {

    private static final int PIECE = 64 * 1024;

    private final byte[] head;
    private final long size;
    private final Map<String, String> digests = new ConcurrentHashMap<>();

    private WebContent(byte[] head, long size) {
        if (size < head.length) {
            throw new IllegalArgumentException("shorter than what it starts with: " + size);
        }
        this.head = head;
        this.size = size;
    }

    /** These bytes. */
    public static WebContent of(byte[] bytes) {
        return new WebContent(bytes.clone(), bytes.length);
    }

    /** This text in UTF-8. */
    public static WebContent of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** This text, and zeros up to a size in bytes. */
    public static WebContent sized(String head, long size) {
        return new WebContent(head.getBytes(StandardCharsets.UTF_8), size);
    }

    /** How many bytes it has. */
    public long size() {
        return size;
    }

    /** Reads from a position on; 0 at the end. */
    public int read(long position, byte[] buffer, int offset, int length) {
        int count = (int) Math.max(0, Math.min(length, size - position));
        Arrays.fill(buffer, offset, offset + count, (byte) 0);
        if (position < head.length) {
            System.arraycopy(head, (int) position, buffer, offset, (int) Math.min(count, head.length - position));
        }
        return count;
    }

    /** Its digest by an algorithm of the JDK, {@code SHA-256} for example, in hexadecimal. */
    public String digest(String algorithm) {
        return digests.computeIfAbsent(algorithm, this::compute);
    }

    private String compute(String algorithm) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[PIECE];
            for (long at = 0; at < size; ) {
                int count = read(at, buffer, 0, buffer.length);
                digest.update(buffer, 0, count);
                at += count;
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("no such digest: " + algorithm, e);
        }
    }

    @Override
    public String toString() {
        return "WebContent[" + size + " bytes]";
    }
}
