package io.vmm4j.testkit.internal.fs;

import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.Patience;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** A regular file that was opened, with its place in it. */
final class FileHandle extends OpenFile {

    private final ReentrantLock lock = new ReentrantLock();
    private final FileTree tree;
    private final Node.Regular file;
    private final Set<OpenFlag> flags;
    private long position;

    private FileHandle(FileTree tree, Node.Regular file, Set<OpenFlag> flags) {
        this.tree = tree;
        this.file = file;
        this.flags = Set.copyOf(flags);
    }

    /** Opens it; permissions have been checked. Called with the tree's lock held. */
    static OpenFile open(FileTree tree, Node.Regular file, Set<OpenFlag> flags) {
        if (flags.contains(OpenFlag.TRUNCATE)) {
            file.content.truncate(0);
            file.modified = tree.now();
        }
        file.opened();
        return new FileHandle(tree, file, flags);
    }

    @Override
    public Kind kind() {
        return Kind.REGULAR;
    }

    @Override
    public boolean isReadable() {
        return flags.contains(OpenFlag.READ);
    }

    @Override
    public boolean isWritable() {
        return flags.contains(OpenFlag.WRITE);
    }

    @Override
    public int read(Patience patience, byte[] buffer, int offset, int length) throws IOException {
        if (!isReadable()) {
            throw Errno.EBADF.asError();
        }
        lock.lock();
        try {
            int count = file.content.read(position, buffer, offset, length);
            position += Math.max(0, count);
            return count;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(Patience patience, byte[] buffer, int offset, int length) throws IOException {
        if (!isWritable()) {
            throw Errno.EBADF.asError();
        }
        lock.lock();
        try {
            if (flags.contains(OpenFlag.APPEND)) {
                position = file.content.append(buffer, offset, length);
            } else {
                file.content.write(position, buffer, offset, length);
            }
            position += length;
        } finally {
            lock.unlock();
        }
        touch();
    }

    private void touch() {
        tree.lock.lock();
        try {
            file.modified = tree.now();
        } finally {
            tree.lock.unlock();
        }
    }

    @Override
    public void seek(long newPosition) throws SystemError {
        if (newPosition < 0) {
            throw Errno.EINVAL.asError();
        }
        lock.lock();
        try {
            position = newPosition;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void closed() {
        tree.lock.lock();
        try {
            file.closed();
        } finally {
            tree.lock.unlock();
        }
    }
}
