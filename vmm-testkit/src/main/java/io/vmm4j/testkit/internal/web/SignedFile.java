package io.vmm4j.testkit.internal.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** A file of signify(1): a comment, a line of base64 that holds a key or a signature, and what follows. Immutable. */
final class SignedFile {

    private static final String HEADER = "untrusted comment: ";
    private static final int NUMBER = 8;

    private final String comment;
    private final byte[] number;
    private final byte[] value;
    private final byte[] rest;

    private SignedFile(String comment, byte[] number, byte[] value, byte[] rest) {
        this.comment = comment;
        this.number = number;
        this.value = value;
        this.rest = rest;
    }

    /** What is behind {@code untrusted comment: }. */
    String comment() {
        return comment;
    }

    /** Which key it is or was made with. */
    byte[] number() {
        return number.clone();
    }

    /** The key or the signature. */
    byte[] value() {
        return value.clone();
    }

    /** What follows the two lines. */
    byte[] rest() {
        return rest.clone();
    }

    /** A file that is none; the message is what signify(1) says of it. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /** Reads one whose value has this length. */
    static SignedFile read(String path, byte[] content, int length) throws Malformed {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int first = text.indexOf('\n');
        if (first <= HEADER.length() || !text.startsWith(HEADER)) {
            throw new Malformed("invalid comment in " + path + "; must start with '" + HEADER + "'");
        }
        int second = text.indexOf('\n', first + 1);
        if (second < 0) {
            throw new Malformed("missing new line after base64 in " + path);
        }
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(text.substring(first + 1, second));
        } catch (IllegalArgumentException e) {
            throw new Malformed("unable to parse " + path);
        }
        if (decoded.length != 2 + NUMBER + length) {
            throw new Malformed("unable to parse " + path);
        }
        if (decoded[0] != 'E' || decoded[1] != 'd') {
            throw new Malformed("unsupported file " + path);
        }
        return new SignedFile(
                text.substring(HEADER.length(), first),
                Arrays.copyOfRange(decoded, 2, 2 + NUMBER),
                Arrays.copyOfRange(decoded, 2 + NUMBER, decoded.length),
                Arrays.copyOfRange(content, second + 1, content.length));
    }
}
