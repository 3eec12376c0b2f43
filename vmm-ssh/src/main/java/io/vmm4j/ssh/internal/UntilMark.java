package io.vmm4j.ssh.internal;

import io.vmm4j.exec.internal.OutputLimitExceeded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/** Collects a stream up to a mark that is followed by a number and a newline. Thread safe. */
final class UntilMark {

    private final int limit;
    private byte[] mark = new byte[0];
    private byte[] bytes = new byte[1024];
    private int size;
    private int searched;
    private int contentEnd = -1;
    private int status = -1;

    UntilMark(int limit) {
        this.limit = limit;
    }

    synchronized void expect(byte[] expected) {
        mark = expected.clone();
    }

    synchronized void append(byte[] buffer, int offset, int length) throws IOException {
        if (status >= 0) {
            throw new IOException("output after the end mark");
        }
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, Math.min(bytes.length * 2, 1 << 30)));
        }
        System.arraycopy(buffer, offset, bytes, size, length);
        size += length;
        look();
    }

    private void look() throws IOException {
        if (contentEnd < 0) {
            contentEnd = indexOfMark();
            searched = Math.max(0, size - mark.length + 1);
        }
        int printed = contentEnd < 0 ? searched : contentEnd;
        if (printed > limit) {
            throw new OutputLimitExceeded(limit);
        }
        if (contentEnd >= 0) {
            int from = contentEnd + mark.length;
            for (int at = from; at < size; at++) {
                if (bytes[at] == '\n') {
                    status = number(new String(bytes, from, at - from, StandardCharsets.US_ASCII));
                    return;
                }
            }
        }
    }

    private int indexOfMark() {
        for (int at = searched; at <= size - mark.length; at++) {
            if (bytes[at] == mark[0] && Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length)) {
                return at;
            }
        }
        return -1;
    }

    private static int number(String text) throws IOException {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IOException("an end mark holds no exit status: " + text, e);
        }
    }

    /** The number behind the mark, once it has come. */
    synchronized OptionalInt status() {
        return status < 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** What came before the mark, or everything if it has not come. */
    synchronized byte[] content() {
        return Arrays.copyOf(bytes, contentEnd < 0 ? size : contentEnd);
    }
}
