package io.vmm4j.disk.internal;

import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Query;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A file of a host, in pages that are kept until there are too many. Not thread safe. */
final class HostFile extends ImageFile {

    static final int PAGE = 1 << 16;

    /** What vmctl(8) writes first: header, L1 table and refcount table, each in a page of its own. */
    static final int HEAD_PAGES = 4;

    /** What one round trip reads at most: 4 MiB, the tables of a full disk of 32 GiB. */
    static final int MOST_PAGES = 64;

    /** $1 file, $2 bytes of a page; then first page and number of pages, again and again. */
    private static final String READ = "f=$1; b=$2; shift 2; while [ $# -gt 1 ]; do"
            + " dd \"if=$f\" bs=$b skip=$1 count=$2 2>/dev/null || exit 1; shift 2; done";

    private final HostImages store;
    private final byte[] head;
    private final Map<Long, byte[]> pages = new HashMap<>();
    private final Deque<Long> expected = new ArrayDeque<>();

    HostFile(HostImages store, String path, long size, byte[] head) {
        super(path, size);
        this.store = store;
        this.head = head;
    }

    /** What will be read next, in this order. */
    void expect(long[] offsets) {
        Set<Long> known = new TreeSet<>();
        for (long offset : offsets) {
            long page = offset / PAGE;
            if (page >= HEAD_PAGES && known.add(page)) {
                expected.add(page);
            }
        }
    }

    @Override
    protected int transfer(long offset, byte[] into, int at, int length) {
        int done = 0;
        while (done < length && offset + done < size()) {
            long position = offset + done;
            byte[] page = page(position / PAGE, (offset + length - 1) / PAGE);
            int inside = (int) (position % PAGE);
            int count = Math.min(length - done, page.length - inside);
            if (count <= 0) {
                return done;
            }
            System.arraycopy(page, inside, into, at + done, count);
            done += count;
        }
        return done;
    }

    private byte[] page(long number, long last) {
        if ((number + 1) * PAGE <= head.length || (number * PAGE < head.length && head.length == size())) {
            int from = (int) number * PAGE;
            return Arrays.copyOfRange(head, from, Math.min(head.length, from + PAGE));
        }
        if (!pages.containsKey(number)) {
            fetch(number, last);
        }
        return pages.getOrDefault(number, new byte[0]);
    }

    /** Reads what is wanted now, and with it what will be wanted next. */
    private void fetch(long first, long last) {
        TreeSet<Long> wanted = new TreeSet<>();
        for (long page = first; page <= last && page * PAGE < size() && wanted.size() < MOST_PAGES; page++) {
            wanted.add(page);
        }
        while (!expected.isEmpty() && wanted.size() < MOST_PAGES) {
            wanted.add(expected.remove());
        }
        if (pages.size() > 4 * MOST_PAGES) {
            pages.clear();
        }
        List<String> argv = new ArrayList<>(List.of("sh", "-c", READ, "sh", path(), Integer.toString(PAGE)));
        List<Long> all = List.copyOf(wanted);
        for (int start = 0, end; start < all.size(); start = end) {
            end = start + 1;
            while (end < all.size() && all.get(end) == all.get(end - 1) + 1) {
                end++;
            }
            argv.addAll(List.of(Long.toString(all.get(start)), Integer.toString(end - start)));
        }
        Command command = Command.read(argv.toArray(String[]::new)).withPrivilege(store.privilege());
        new Query<>(command, answer -> keep(all, answer)).ask(store.executor());
    }

    private boolean keep(List<Long> wanted, Answer answer) {
        byte[] printed = answer.result().stdoutBytes();
        int at = 0;
        for (long page : wanted) {
            int length = (int) Math.min(PAGE, size() - page * PAGE);
            if (!answer.result().succeeded() || printed.length - at < length) {
                throw HostImages.unreadable(path(), "dd(1) read less of it than there was a moment ago");
            }
            pages.put(page, Arrays.copyOfRange(printed, at, at + length));
            at += length;
        }
        return true;
    }

    @Override
    public void close() {
        pages.clear();
    }
}
