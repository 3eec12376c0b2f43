package io.vmm4j.exec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A password, a passphrase or a token. It reaches a host on standard input or in a file of mode 0600, never in argv, the
 * environment, a log, an exception or a journal; {@link #toString()} is masked. Thread safe.
 *
 * <p>There is no way to get it out as a {@link String}: strings cannot be wiped and end up in logs.
 */
public final class Secret implements AutoCloseable {

    private static final String MASK = "********";

    private final byte[] bytes;
    private volatile boolean wiped;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A secret of these characters, encoded as UTF-8. The array is copied; wiping it is the caller's business.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Secret of(char[] characters) {
        if (characters.length == 0) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
        // At most three bytes for a char; a String would leave a copy that cannot be wiped.
        ByteBuffer encoded = ByteBuffer.wrap(new byte[characters.length * 3]);
        CoderResult result = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(characters), encoded, true);
        if (result.isError()) {
            throw new IllegalArgumentException("a secret must not hold half a surrogate pair");
        }
        encoded.flip();
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        encoded.clear();
        encoded.put(new byte[encoded.capacity()]);
        return new Secret(bytes);
    }

    /** A secret that some other library already handed over as a string. */
    public static Secret of(String text) {
        return of(text.toCharArray());
    }

    /**
     * A copy of the bytes (UTF-8), for a transport to send; wipe it after use.
     *
     * @throws IllegalStateException if the secret was wiped
     */
    public byte[] reveal() {
        if (wiped) {
            throw new IllegalStateException("this secret was wiped");
        }
        return bytes.clone();
    }

    /** A copy of the characters, for an API that takes a {@code char[]}; wipe it after use. */
    public char[] revealCharacters() {
        byte[] copy = reveal();
        char[] room = new char[copy.length];
        CharBuffer decoded = CharBuffer.wrap(room);
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(copy), decoded, true);
        char[] characters = Arrays.copyOf(room, decoded.position());
        Arrays.fill(room, '\0');
        Arrays.fill(copy, (byte) 0);
        return characters;
    }

    /** The text with every occurrence of this secret masked. Secrets shorter than four bytes are left alone. */
    String maskIn(String text) {
        return wiped || bytes.length < 4 ? text : text.replace(new String(bytes, StandardCharsets.UTF_8), MASK);
    }

    /** Overwrites the bytes. The secret cannot be revealed afterwards. */
    @Override
    public void close() {
        wiped = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return MASK;
    }
}
