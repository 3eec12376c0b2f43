package io.vmm4j.testkit.internal.kernel;

import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.Tty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The open descriptors of one process. Used by the process's own thread, and by its parent's before it starts. */
public final class Descriptors {

    private static final int LIMIT = 512;

    private final TreeMap<Integer, OpenFile> open = new TreeMap<>();
    private final List<OpenFile> retained = new ArrayList<>();

    Descriptors() {}

    /** Copies for a child; what is only {@linkplain #retain retained} stays behind. */
    Descriptors inherited() {
        Descriptors copy = new Descriptors();
        open.forEach((number, file) -> copy.open.put(number, file.share()));
        return copy;
    }

    /**
     * What a descriptor refers to; the reference stays the table's.
     *
     * @throws SystemError if it is not open
     */
    public OpenFile at(int number) throws SystemError {
        OpenFile file = open.get(number);
        if (file == null) {
            throw Errno.EBADF.asError();
        }
        return file;
    }

    /** Whether a descriptor is open. */
    public boolean isOpen(int number) {
        return open.containsKey(number);
    }

    /** The terminal behind a descriptor, if it is open and has one. */
    public Optional<Tty> terminal(int number) {
        return Optional.ofNullable(open.get(number)).flatMap(OpenFile::terminal);
    }

    /** Takes over a reference under the lowest free number. */
    public int add(OpenFile file) {
        for (int number = 0; number < LIMIT; number++) {
            if (!open.containsKey(number)) {
                open.put(number, file);
                return number;
            }
        }
        throw new IllegalStateException("too many open files");
    }

    /** Takes over a reference under this number, closing what was there. */
    public void put(int number, OpenFile file) {
        OpenFile old = open.put(number, file);
        if (old != null) {
            old.release();
        }
    }

    /** dup2(2). */
    public void duplicate(int from, int to) throws SystemError {
        put(to, at(from).share());
    }

    /** close(2); a descriptor that is not open is passed over. */
    public void close(int number) {
        OpenFile old = open.remove(number);
        if (old != null) {
            old.release();
        }
    }

    /** The numbers and what they refer to. */
    public Map<Integer, OpenFile> all() {
        return Map.copyOf(open);
    }

    /**
     * Keeps a reference out of sight, as a shell does with what it redirected: children do not inherit it, exec(3) closes it.
     *
     * @return the reference, until {@link #abandon} it
     */
    public OpenFile retain(int number) throws SystemError {
        OpenFile file = at(number).share();
        retained.add(file);
        return file;
    }

    /** Gives back what was retained: whether it was still kept, in which case the reference is the caller's. */
    public boolean abandon(OpenFile file) {
        return retained.remove(file);
    }

    void closeRetained() {
        List<OpenFile> gone = new ArrayList<>(retained);
        retained.clear();
        gone.forEach(OpenFile::release);
    }

    void closeAll() {
        closeRetained();
        List<OpenFile> gone = new ArrayList<>(open.values());
        open.clear();
        gone.forEach(OpenFile::release);
    }
}
