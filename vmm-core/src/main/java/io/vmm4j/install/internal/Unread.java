package io.vmm4j.install.internal;

import io.vmm4j.install.ConsoleMatch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a guest has written and no expectation has passed yet, with the line as it was where that begins. Bounded: the oldest half goes
 * when there is too much. Thread safe.
 */
final class Unread {

    private static final ScreenLine.Listener NOBODY = new ScreenLine.Listener() {
        @Override
        public void changed(ScreenLine line) {
            // Nobody listens.
        }

        @Override
        public void complete(String line, boolean replaced) {
            // Nobody listens.
        }
    };

    private final ReentrantLock lock = new ReentrantLock();
    private final int limit;
    private byte[] bytes = new byte[4096];
    private int size;
    private long start;
    private ScreenLine line = new ScreenLine(NOBODY);
    private int from;

    Unread(int limit) {
        this.limit = limit;
    }

    /** A place to read on from. */
    static final class Cursor {

        private final ScreenLine line;
        private final Scan scan;
        private long position;

        private Cursor(ScreenLine line, Scan scan, long position) {
            this.line = line;
            this.scan = scan;
            this.position = position;
        }
    }

    /** Makes the scan of what is unread. */
    @FunctionalInterface
    interface Beginning {
        /** A scan of a line that has been matched up to here. */
        Scan from(int column);
    }

    Cursor begin(Beginning beginning) {
        lock.lock();
        try {
            Scan scan = beginning.from(from);
            ScreenLine own = line.copyFor(scan);
            if (own.column() > from) {
                scan.changed(own);
            }
            return new Cursor(own, scan, start);
        } finally {
            lock.unlock();
        }
    }

    /** Scans what there is, up to a match, which takes everything up to there. */
    Optional<ConsoleMatch> scan(Cursor cursor) {
        for (byte b : after(cursor)) {
            if (cursor.scan.found().isPresent()) {
                break;
            }
            cursor.line.accept(b);
            cursor.position++;
        }
        cursor.scan.found().ifPresent(match -> take(cursor));
        return cursor.scan.found();
    }

    private byte[] after(Cursor cursor) {
        lock.lock();
        try {
            cursor.position = Math.max(start, cursor.position);
            return Arrays.copyOfRange(bytes, (int) (cursor.position - start), size);
        } finally {
            lock.unlock();
        }
    }

    private void take(Cursor cursor) {
        lock.lock();
        try {
            drop((int) Math.max(0, cursor.position - start));
            line = cursor.line.copyFor(NOBODY);
            from = cursor.scan.from();
        } finally {
            lock.unlock();
        }
    }

    void add(byte[] buffer, int offset, int length) {
        lock.lock();
        try {
            if (size + length > limit) {
                pass(Math.max(size / 2, Math.min(size, size + length - limit)));
            }
            if (size + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
            }
            System.arraycopy(buffer, offset, bytes, size, length);
            size += length;
        } finally {
            lock.unlock();
        }
    }

    private void pass(int count) {
        Scan nothing = new Scan(List.of(), from, text -> text);
        ScreenLine passing = line.copyFor(nothing);
        for (int i = 0; i < count; i++) {
            passing.accept(bytes[i]);
        }
        line = passing.copyFor(NOBODY);
        from = nothing.from();
        drop(count);
    }

    private void drop(int count) {
        System.arraycopy(bytes, count, bytes, 0, size - count);
        size -= count;
        start += count;
    }

    /** Passes over all that is there, without a match. */
    void skip() {
        lock.lock();
        try {
            pass(size);
            from = line.column();
        } finally {
            lock.unlock();
        }
    }

    /** A new connection: what was not read is gone, and a line begins. */
    void clear() {
        lock.lock();
        try {
            drop(size);
            line = new ScreenLine(NOBODY);
            from = 0;
        } finally {
            lock.unlock();
        }
    }
}
