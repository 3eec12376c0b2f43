package io.vmm4j.testkit.internal.fs;

import io.vmm4j.testkit.internal.kernel.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The root of a machine's files. Thread safe: its operations are made {@linkplain #as by somebody}. */
public final class FileTree {

    final ReentrantLock lock = new ReentrantLock();
    final Node.Directory root;
    private final Supplier<Instant> now;
    private final List<Volume> volumes = new ArrayList<>();
    private long lastInode = 2;

    /**
     * An empty tree.
     *
     * @param now the time that changes are stamped with
     * @param rootVolume what is mounted at {@code /}
     */
    public FileTree(Supplier<Instant> now, Volume rootVolume) {
        this.now = now;
        this.root = new Node.Directory(lastInode, rootVolume, 0755, 0, 0, now.get(), null);
        volumes.add(rootVolume);
    }

    /** The tree as this caller may use it. */
    public Files as(Caller caller) {
        return new Files(this, caller);
    }

    /** The tree as this account may use it, from {@code /} and with a umask of 022. */
    public Files as(Account account) {
        return as(new PlainCaller(account));
    }

    /** What is mounted. */
    public List<Volume> volumes() {
        lock.lock();
        try {
            return List.copyOf(volumes);
        } finally {
            lock.unlock();
        }
    }

    /** Adds a volume whose mount point is made by {@link Files#mount}. Called with the lock held. */
    void add(Volume volume) {
        volumes.add(volume);
    }

    Instant now() {
        return now.get();
    }

    long nextInode() {
        return ++lastInode;
    }
}
