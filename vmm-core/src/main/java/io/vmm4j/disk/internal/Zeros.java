package io.vmm4j.disk.internal;

import java.util.Arrays;

/** Tells zeros from data. */
final class Zeros {

    private static final byte[] ZEROS = new byte[1 << 16];

    private Zeros() {}

    static boolean areAll(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int end = Math.min(to, at + ZEROS.length);
            if (!Arrays.equals(bytes, at, end, ZEROS, 0, end - at)) {
                return false;
            }
            at = end;
        }
        return true;
    }
}
