package io.vmm4j.testkit.internal.fs;

import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bytes of a file. Only pages that were written with something else than zeros take room, so a disk image of any size costs
 * nothing. Thread safe.
 */
public final class SparseContent {

    private static final int PAGE = 64 * 1024;
    private static final int FRAGMENT = 2048;

    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Long, byte[]> pages = new TreeMap<>();
    private final Volume volume;
    private long size;

    SparseContent(Volume volume) {
        this.volume = volume;
    }

    /** How long the file is. */
    public long size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes it takes on its volume. */
    public long allocated() {
        lock.lock();
        try {
            return pages.values().stream().mapToLong(page -> page.length).sum();
        } finally {
            lock.unlock();
        }
    }

    /** The first place from a position on that may hold something else than zeros; the size if there is none. */
    public long nextData(long position) {
        lock.lock();
        try {
            Long page = pages.ceilingKey(position / PAGE);
            return page == null ? size : Math.min(size, Math.max(position, page * PAGE));
        } finally {
            lock.unlock();
        }
    }

    /** Reads what is there, up to {@code length} bytes; -1 at or behind the end. */
    public int read(long position, byte[] buffer, int offset, int length) {
        lock.lock();
        try {
            if (position >= size) {
                return length == 0 ? 0 : -1;
            }
            int count = (int) Math.min(length, size - position);
            int done = 0;
            while (done < count) {
                long at = position + done;
                int inPage = (int) (at % PAGE);
                int piece = Math.min(count - done, PAGE - inPage);
                copyOut(pages.get(at / PAGE), inPage, buffer, offset + done, piece);
                done += piece;
            }
            return count;
        } finally {
            lock.unlock();
        }
    }

    private static void copyOut(
            byte @org.jspecify.annotations.Nullable [] page, int from, byte[] to, int at, int count) {
        int there = page == null ? 0 : Math.max(0, Math.min(count, page.length - from));
        if (page != null && there > 0) {
            System.arraycopy(page, from, to, at, there);
        }
        Arrays.fill(to, at + there, at + count, (byte) 0);
    }

    /**
     * Writes bytes at a place; a gap before it reads as zeros.
     *
     * @throws SystemError if the volume is full
     */
    public void write(long position, byte[] buffer, int offset, int length) throws SystemError {
        lock.lock();
        try {
            int done = 0;
            while (done < length) {
                long at = position + done;
                int inPage = (int) (at % PAGE);
                int piece = Math.min(length - done, PAGE - inPage);
                writePage(at / PAGE, inPage, buffer, offset + done, piece);
                done += piece;
                size = Math.max(size, at + piece);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes bytes at the end and returns where they begin. */
    public long append(byte[] buffer, int offset, int length) throws SystemError {
        lock.lock();
        try {
            long at = size;
            write(at, buffer, offset, length);
            return at;
        } finally {
            lock.unlock();
        }
    }

    private void writePage(long number, int from, byte[] buffer, int offset, int count) throws SystemError {
        byte[] page = pages.get(number);
        if (page == null && isZero(buffer, offset, count)) {
            return;
        }
        int needed = from + count;
        if (page == null || page.length < needed) {
            int old = page == null ? 0 : page.length;
            int rounded = Math.min(PAGE, Math.max(2 * old, (needed + FRAGMENT - 1) / FRAGMENT * FRAGMENT));
            volume.reserve(rounded - old);
            page = page == null ? new byte[rounded] : Arrays.copyOf(page, rounded);
            pages.put(number, page);
        }
        System.arraycopy(buffer, offset, page, from, count);
    }

    private static boolean isZero(byte[] buffer, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (buffer[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Makes it this long: cuts it off, or lets it read as zeros up to there. */
    public void truncate(long newSize) {
        lock.lock();
        try {
            if (newSize < size) {
                long firstGone = (newSize + PAGE - 1) / PAGE;
                Map<Long, byte[]> gone = pages.tailMap(firstGone, true);
                volume.free(
                        gone.values().stream().mapToLong(page -> page.length).sum());
                gone.clear();
                byte[] last = pages.get(newSize / PAGE);
                int keep = (int) (newSize % PAGE);
                if (last != null && keep < last.length) {
                    Arrays.fill(last, keep, last.length, (byte) 0);
                }
            }
            size = newSize;
        } finally {
            lock.unlock();
        }
    }
}
