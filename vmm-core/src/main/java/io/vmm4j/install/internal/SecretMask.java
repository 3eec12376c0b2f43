package io.vmm4j.install.internal;

import io.vmm4j.exec.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes secrets out of a stream of bytes. A secret is found however it is cut, and though a terminal wraps, colours or redraws
 * between its characters. Guarded by its owner.
 */
final class SecretMask {

    private static final byte[] MASK = "********".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_BETWEEN = 64;
    private static final int NO = -1;
    private static final int PART = -2;

    private final List<byte[]> secrets = new ArrayList<>();
    private byte[] held = new byte[0];

    /** From now on this is masked. */
    void add(Secret secret) {
        byte[] bytes = secret.reveal();
        if (secrets.stream().noneMatch(known -> Arrays.equals(known, bytes))) {
            secrets.add(bytes);
        }
    }

    /** What can be shown now of these bytes and those before; the rest may be the beginning of a secret. */
    byte[] take(byte[] bytes, int offset, int length) {
        if (secrets.isEmpty()) {
            return Arrays.copyOfRange(bytes, offset, offset + length);
        }
        byte[] all = Arrays.copyOf(held, held.length + length);
        System.arraycopy(bytes, offset, all, held.length, length);
        ByteArrayOutputStream out = new ByteArrayOutputStream(all.length);
        int at = 0;
        while (at < all.length) {
            int match = match(all, at);
            if (match == PART) {
                break;
            }
            if (match == NO) {
                out.write(all[at++]);
            } else {
                out.writeBytes(MASK);
                at += match;
            }
        }
        held = Arrays.copyOfRange(all, at, all.length);
        return out.toByteArray();
    }

    /** What is held back, masked if it could be most of a secret. */
    byte[] rest() {
        boolean much = secrets.stream().anyMatch(secret -> held.length * 2 >= secret.length);
        return held.length > 0 && much ? MASK.clone() : held.clone();
    }

    /** A text with the secrets in it masked. */
    String in(String text) {
        String masked = text;
        for (byte[] secret : secrets) {
            masked = masked.replace(new String(secret, StandardCharsets.UTF_8), "********");
        }
        return masked;
    }

    /** How long the longest secret is that begins here; one that may still become longer is waited for. */
    private int match(byte[] all, int at) {
        int longest = NO;
        for (byte[] secret : secrets) {
            int match = match(secret, all, at);
            if (match == PART) {
                return PART;
            }
            longest = Math.max(longest, match);
        }
        return longest;
    }

    private static int match(byte[] secret, byte[] all, int at) {
        int read = at;
        for (int i = 0; i < secret.length; i++) {
            int between = read;
            while (i > 0 && read < all.length && all[read] != secret[i] && isControl(all, read)) {
                read = afterControl(all, read);
            }
            if (read >= all.length) {
                return read - between > LONGEST_BETWEEN ? NO : PART;
            }
            if (all[read] != secret[i] || read - between > LONGEST_BETWEEN) {
                return NO;
            }
            read++;
        }
        return read - at;
    }

    private static boolean isControl(byte[] all, int at) {
        return (all[at] >= 0 && all[at] < ' ') || all[at] == 0x7f;
    }

    private static int afterControl(byte[] all, int at) {
        boolean sequence = all[at] == 0x1b && at + 1 < all.length && all[at + 1] == '[';
        int end = at + (sequence ? 2 : 1);
        while (sequence && end < all.length && (all[end] < '@' || all[end] > '~')) {
            end++;
        }
        return Math.min(all.length, sequence ? end + 1 : end);
    }

    /** Forgets the secrets. */
    void wipe() {
        secrets.forEach(secret -> Arrays.fill(secret, (byte) 0));
        secrets.clear();
        held = new byte[0];
    }
}
