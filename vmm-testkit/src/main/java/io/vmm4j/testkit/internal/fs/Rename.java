package io.vmm4j.testkit.internal.fs;

import io.vmm4j.testkit.internal.fs.PathWalk.Place;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import org.jspecify.annotations.Nullable;

/** rename(2). Used with the lock held. */
final class Rename {

    private final FileTree tree;
    private final Caller caller;

    Rename(FileTree tree, Caller caller) {
        this.tree = tree;
        this.caller = caller;
    }

    void make(Place from, Place to) throws SystemError {
        Node node = from.existing();
        Node replaced = to.node();
        if (isDot(from) || isDot(to)) {
            throw Errno.EINVAL.asError();
        }
        if (node.volume != to.directory().volume) {
            throw Errno.EXDEV.asError();
        }
        if (node == replaced) {
            return;
        }
        requireAllowed(from, node);
        requireAllowed(to, replaced);
        if (replaced != null) {
            requireReplaceable(node, replaced);
        }
        if (node instanceof Node.Directory moved) {
            requireNotInside(moved, to.directory());
            moved.parent = to.directory();
            from.directory().links--;
            to.directory().links++;
        }
        from.directory().entries.remove(from.name());
        to.directory().entries.put(to.name(), node);
        from.directory().modified = tree.now();
        to.directory().modified = tree.now();
        if (replaced != null) {
            to.directory().links -= replaced instanceof Node.Directory ? 1 : 0;
            replaced.unlinked();
        }
    }

    private static boolean isDot(Place place) {
        return place.name().equals(".") || place.name().equals("..");
    }

    private void requireAllowed(Place place, @Nullable Node node) throws SystemError {
        Access.WRITE.require(place.directory(), caller);
        if (node != null) {
            Access.requireNotSticky(place.directory(), node, caller);
        }
    }

    private static void requireReplaceable(Node node, Node replaced) throws SystemError {
        if (replaced instanceof Node.Directory directory) {
            if (!(node instanceof Node.Directory)) {
                throw Errno.EISDIR.asError();
            }
            if (!directory.entries.isEmpty()) {
                throw Errno.ENOTEMPTY.asError();
            }
        } else if (node instanceof Node.Directory) {
            throw Errno.ENOTDIR.asError();
        }
    }

    private static void requireNotInside(Node.Directory moved, Node.Directory into) throws SystemError {
        for (Node.Directory up = into; up.parent != up; up = up.parent) {
            if (up == moved) {
                throw Errno.EINVAL.asError();
            }
        }
    }
}
