package io.vmm4j.exec.internal;

/** Searching in byte arrays. */
public final class Bytes {

    private Bytes() {}

    /** Where {@code wanted} first occurs at or after {@code from}, or -1. */
    public static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int at = from; at <= bytes.length - wanted.length; at++) {
            int same = 0;
            while (same < wanted.length && bytes[at + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return at;
            }
        }
        return -1;
    }

    /** Where {@code wanted} first occurs at or after {@code from}, or -1. */
    public static int indexOf(byte[] bytes, byte wanted, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return -1;
    }
}
