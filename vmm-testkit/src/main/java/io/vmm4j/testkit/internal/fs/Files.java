package io.vmm4j.testkit.internal.fs;

import io.vmm4j.testkit.internal.fs.PathWalk.LastLink;
import io.vmm4j.testkit.internal.fs.PathWalk.Place;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The system calls on files, as one caller may make them. Thread safe. All of them fail with a {@link SystemError}. */
public final class Files {

    private final FileTree tree;
    private final Caller caller;

    Files(FileTree tree, Caller caller) {
        this.tree = tree;
        this.caller = caller;
    }

    /** A system call. */
    @FunctionalInterface
    interface Call<T> {
        T make() throws SystemError;
    }

    private <T> T locked(Call<T> call) throws SystemError {
        tree.lock.lock();
        try {
            return call.make();
        } finally {
            tree.lock.unlock();
        }
    }

    private Place find(String path, LastLink lastLink) throws SystemError {
        return PathWalk.find(tree, caller, path, lastLink);
    }

    /** stat(2). */
    public Stat stat(String path) throws SystemError {
        return locked(() -> find(path, LastLink.FOLLOW).existing().stat());
    }

    /** lstat(2). */
    public Stat lstat(String path) throws SystemError {
        return locked(() -> find(path, LastLink.KEEP).existing().stat());
    }

    /** Whether stat(2) succeeds. */
    public boolean exists(String path) {
        try {
            stat(path);
            return true;
        } catch (SystemError e) {
            return false;
        }
    }

    /** access(2): whether the caller may do this. */
    public boolean may(Access access, String path) {
        try {
            return locked(() -> access.isGranted(find(path, LastLink.FOLLOW).existing(), caller));
        } catch (SystemError e) {
            return false;
        }
    }

    /** The names in a directory, sorted by byte, without {@code .} and {@code ..}. */
    public List<String> list(String path) throws SystemError {
        return locked(() -> {
            Node node = find(path, LastLink.FOLLOW).existing();
            if (!(node instanceof Node.Directory directory)) {
                throw Errno.ENOTDIR.asError();
            }
            Access.READ.require(node, caller);
            return List.copyOf(directory.entries.keySet());
        });
    }

    /** open(2); the mode is for a file that it makes, and is cut by the umask. */
    public OpenFile open(String path, Set<OpenFlag> flags, int mode) throws SystemError {
        Driver driver = null;
        tree.lock.lock();
        try {
            Node node = nodeToOpen(path, flags, mode);
            if (node instanceof Node.Special special) {
                driver = special.driver;
            } else if (node instanceof Node.Regular file) {
                return FileHandle.open(tree, file, flags);
            }
        } finally {
            tree.lock.unlock();
        }
        return driver == null ? new DirectoryHandle() : driver.open(caller);
    }

    private Node nodeToOpen(String path, Set<OpenFlag> flags, int mode) throws SystemError {
        boolean create = flags.contains(OpenFlag.CREATE);
        boolean exclusive = flags.contains(OpenFlag.EXCLUSIVE);
        Place place = find(path, exclusive ? LastLink.KEEP : LastLink.FOLLOW);
        if (place.node() == null && create) {
            if (place.mustBeDirectory()) {
                throw Errno.EISDIR.asError();
            }
            return new NewNode(tree, caller, place).regular(mode & ~caller.umask());
        }
        if (place.node() != null && create && exclusive) {
            throw Errno.EEXIST.asError();
        }
        Node node = place.existing();
        if (flags.contains(OpenFlag.READ)) {
            Access.READ.require(node, caller);
        }
        if (flags.contains(OpenFlag.WRITE)) {
            if (node.kind() == FileKind.DIRECTORY) {
                throw Errno.EISDIR.asError();
            }
            Access.WRITE.require(node, caller);
        }
        return node;
    }

    /** mkdir(2). */
    public void makeDirectory(String path, int mode) throws SystemError {
        locked(() -> newNode(path).directory(mode & ~caller.umask()));
    }

    /** symlink(2). */
    public void makeLink(String target, String path) throws SystemError {
        locked(() -> newNode(path).link(target));
    }

    /** mknod(2), or bind(2) of a socket. */
    public void makeSpecial(String path, FileKind kind, int mode, Driver driver) throws SystemError {
        locked(() -> newNode(path).special(kind, mode, driver));
    }

    /** Mounts an empty volume on a directory that it makes at its mount point. */
    public void mount(Volume volume) throws SystemError {
        locked(() -> {
            tree.add(volume);
            return newNode(volume.mountPoint()).mounted(volume);
        });
    }

    private NewNode newNode(String path) throws SystemError {
        return new NewNode(tree, caller, find(path, LastLink.KEEP));
    }

    /** link(2). */
    public void link(String existing, String path) throws SystemError {
        locked(() -> {
            Node node = find(existing, LastLink.FOLLOW).existing();
            Place place = find(path, LastLink.KEEP);
            if (node.kind() == FileKind.DIRECTORY) {
                throw Errno.EPERM.asError();
            }
            if (node.volume != place.directory().volume) {
                throw Errno.EXDEV.asError();
            }
            node.links++;
            return new NewNode(tree, caller, place).add(node);
        });
    }

    /** readlink(2). */
    public String readLink(String path) throws SystemError {
        return locked(() -> {
            if (find(path, LastLink.KEEP).existing() instanceof Node.Link link) {
                return link.target;
            }
            throw Errno.EINVAL.asError();
        });
    }

    /** unlink(2). */
    public void unlink(String path) throws SystemError {
        locked(() -> {
            Place place = find(path, LastLink.KEEP);
            Node node = place.existing();
            if (node.kind() == FileKind.DIRECTORY) {
                throw Errno.EPERM.asError();
            }
            remove(place, node);
            return node;
        });
    }

    /** rmdir(2). */
    public void removeDirectory(String path) throws SystemError {
        locked(() -> {
            Place place = find(path, LastLink.KEEP);
            if (!(place.existing() instanceof Node.Directory directory)) {
                throw Errno.ENOTDIR.asError();
            }
            if (place.name().equals(".") || place.name().equals("..")) {
                throw Errno.EINVAL.asError();
            }
            if (!directory.entries.isEmpty()) {
                throw Errno.ENOTEMPTY.asError();
            }
            remove(place, directory);
            place.directory().links--;
            return directory;
        });
    }

    private void remove(Place place, Node node) throws SystemError {
        Access.WRITE.require(place.directory(), caller);
        Access.requireNotSticky(place.directory(), node, caller);
        place.directory().entries.remove(place.name());
        place.directory().modified = tree.now();
        node.unlinked();
    }

    /** rename(2). */
    public void rename(String from, String to) throws SystemError {
        locked(() -> {
            new Rename(tree, caller).make(find(from, LastLink.KEEP), find(to, LastLink.KEEP));
            return to;
        });
    }

    /** chmod(2). */
    public void changeMode(String path, int mode) throws SystemError {
        locked(() -> {
            Node node = find(path, LastLink.FOLLOW).existing();
            requireOwner(node);
            node.mode = mode & 07777;
            return node;
        });
    }

    /** chown(2); -1 leaves an id as it is. */
    public void changeOwner(String path, int uid, int gid) throws SystemError {
        locked(() -> chown(find(path, LastLink.FOLLOW).existing(), uid, gid));
    }

    /** lchown(2); -1 leaves an id as it is. */
    public void changeLinkOwner(String path, int uid, int gid) throws SystemError {
        locked(() -> chown(find(path, LastLink.KEEP).existing(), uid, gid));
    }

    private Node chown(Node node, int uid, int gid) throws SystemError {
        boolean newOwner = uid >= 0 && uid != node.uid;
        boolean foreignGroup = gid >= 0 && gid != node.gid && !caller.account().isIn(gid);
        if (!caller.account().isRoot()
                && (newOwner || foreignGroup || node.uid != caller.account().uid())) {
            throw Errno.EPERM.asError();
        }
        node.uid = uid < 0 ? node.uid : uid;
        node.gid = gid < 0 ? node.gid : gid;
        return node;
    }

    /** utimes(2). */
    public void setModified(String path, Instant when) throws SystemError {
        locked(() -> {
            Node node = find(path, LastLink.FOLLOW).existing();
            if (!Access.WRITE.isGranted(node, caller)) {
                requireOwner(node);
            }
            node.modified = when;
            return node;
        });
    }

    /** truncate(2). */
    public void truncate(String path, long size) throws SystemError {
        regular(path, Access.WRITE).truncate(size);
    }

    /** The content of a regular file, for a program that reads and writes at places. */
    public SparseContent regular(String path, Access access) throws SystemError {
        return locked(() -> {
            Node node = find(path, LastLink.FOLLOW).existing();
            access.require(node, caller);
            if (node instanceof Node.Directory) {
                throw Errno.EISDIR.asError();
            }
            if (!(node instanceof Node.Regular file)) {
                throw Errno.EINVAL.asError();
            }
            return file.content;
        });
    }

    /**
     * Takes the advisory lock of flock(2) on a regular file, without waiting.
     *
     * @param owner who holds it then; the same owner may take it again
     * @throws SystemError {@link Errno#EAGAIN} if another one holds it
     */
    public void lock(String path, Object owner) throws SystemError {
        locked(() -> {
            Node.Regular file = lockable(path);
            if (file.lockOwner != null && file.lockOwner != owner) {
                throw Errno.EAGAIN.asError();
            }
            file.lockOwner = owner;
            return file;
        });
    }

    /** Gives the lock back, if this owner holds it. */
    public void unlock(String path, Object owner) throws SystemError {
        locked(() -> {
            Node.Regular file = lockable(path);
            if (file.lockOwner == owner) {
                file.lockOwner = null;
            }
            return file;
        });
    }

    private Node.Regular lockable(String path) throws SystemError {
        if (find(path, LastLink.FOLLOW).existing() instanceof Node.Regular file) {
            return file;
        }
        throw Errno.EINVAL.asError();
    }

    /** realpath(3): the absolute path without links, {@code .} and {@code ..}. */
    public String realPath(String path) throws SystemError {
        return locked(() -> {
            Place place = find(path, LastLink.FOLLOW);
            if (place.existing() instanceof Node.Directory directory) {
                return pathOf(directory);
            }
            String parent = pathOf(place.directory());
            return (parent.equals("/") ? "" : parent) + "/" + place.name();
        });
    }

    private static String pathOf(Node.Directory directory) {
        StringBuilder path = new StringBuilder();
        for (Node.Directory at = directory; at.parent != at; at = at.parent) {
            Node child = at;
            String name = at.parent.entries.entrySet().stream()
                    .filter(entry -> entry.getValue() == child)
                    .map(java.util.Map.Entry::getKey)
                    .findFirst()
                    .orElse("?");
            path.insert(0, "/" + name);
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    private void requireOwner(Node node) throws SystemError {
        int uid = caller.account().uid();
        if (uid != 0 && uid != node.uid) {
            throw Errno.EPERM.asError();
        }
    }
}
