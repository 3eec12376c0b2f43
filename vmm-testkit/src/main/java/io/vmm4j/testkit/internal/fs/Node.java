package io.vmm4j.testkit.internal.fs;

import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An inode. Guarded by the lock of its {@link FileTree}; the content of a file has a lock of its own. */
public abstract sealed class Node {

    final long inode;
    final Volume volume;
    int mode;
    int uid;
    int gid;
    int links = 1;
    Instant modified;

    Node(long inode, Volume volume, int mode, int uid, int gid, Instant modified) {
        this.inode = inode;
        this.volume = volume;
        this.mode = mode;
        this.uid = uid;
        this.gid = gid;
        this.modified = modified;
    }

    abstract FileKind kind();

    long size() {
        return 0;
    }

    long allocated() {
        return 0;
    }

    /** One of its names is gone. */
    void unlinked() {
        links--;
    }

    /** What stat(2) tells of it now. */
    Stat stat() {
        return new Stat(kind(), inode, mode, links, uid, gid, size(), allocated(), modified, volume);
    }

    /** A directory. */
    static final class Directory extends Node {

        final TreeMap<String, Node> entries = new TreeMap<>();
        Directory parent;

        Directory(long inode, Volume volume, int mode, int uid, int gid, Instant modified, @Nullable Directory parent) {
            super(inode, volume, mode, uid, gid, modified);
            this.parent = parent == null ? this : parent;
            this.links = 2;
        }

        @Override
        FileKind kind() {
            return FileKind.DIRECTORY;
        }

        @Override
        long size() {
            return 512;
        }

        @Override
        long allocated() {
            return 2048;
        }
    }

    /** A regular file. */
    static final class Regular extends Node {

        final SparseContent content;

        @Nullable
        Object lockOwner;

        private int handles;

        Regular(long inode, Volume volume, int mode, int uid, int gid, Instant modified) {
            super(inode, volume, mode, uid, gid, modified);
            this.content = new SparseContent(volume);
        }

        @Override
        FileKind kind() {
            return FileKind.REGULAR;
        }

        void opened() {
            handles++;
        }

        void closed() {
            handles--;
            reclaim();
        }

        @Override
        void unlinked() {
            super.unlinked();
            reclaim();
        }

        /** A file lives as long as it has a name or is open. */
        private void reclaim() {
            if (links == 0 && handles == 0) {
                content.truncate(0);
            }
        }

        @Override
        long size() {
            return content.size();
        }

        @Override
        long allocated() {
            return content.allocated();
        }
    }

    /** A symbolic link. */
    static final class Link extends Node {

        final String target;

        Link(long inode, Volume volume, int uid, int gid, Instant modified, String target) {
            super(inode, volume, 0755, uid, gid, modified);
            this.target = target;
        }

        @Override
        FileKind kind() {
            return FileKind.SYMBOLIC_LINK;
        }

        @Override
        long size() {
            return target.length();
        }
    }

    /** A device or a socket: something that a driver opens. */
    static final class Special extends Node {

        private final FileKind kind;
        final Driver driver;

        Special(long inode, Volume volume, int mode, int uid, int gid, Instant modified, FileKind kind, Driver driver) {
            super(inode, volume, mode, uid, gid, modified);
            this.kind = kind;
            this.driver = driver;
        }

        @Override
        FileKind kind() {
            return kind;
        }
    }
}
