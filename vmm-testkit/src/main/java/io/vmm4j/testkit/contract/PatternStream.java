package io.vmm4j.testkit.contract;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** A stream of pseudo-random bytes of a given length that digests what it gave out. Used by one thread at a time. */
final class PatternStream extends InputStream {

    private static final int BLOCK = 64 * 1024;

    private final byte[] block = new byte[BLOCK];
    private final MessageDigest digest = DigestSink.sha256();
    private long left;
    private int shift;

    PatternStream(long length) {
        this.left = length;
        new SplittableRandom(length).nextBytes(block);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        // Blocks of a shifting phase: a block that is lost, doubled or moved changes the digest.
        int count = (int) Math.min(left, Math.min(length, BLOCK - shift));
        System.arraycopy(block, shift, buffer, offset, count);
        digest.update(buffer, offset, count);
        shift = (shift + count) % BLOCK;
        if (shift == 0) {
            block[0]++;
        }
        left -= count;
        return count;
    }

    /** The SHA-256 of everything given out; called once, at the end. */
    String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
