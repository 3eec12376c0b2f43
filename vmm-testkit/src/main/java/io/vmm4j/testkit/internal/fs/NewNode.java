package io.vmm4j.testkit.internal.fs;

import io.vmm4j.testkit.internal.fs.PathWalk.Place;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;

/** Puts a new node at a place; it gets the caller as owner and the directory's group, as on every BSD. Used with the lock held. */
final class NewNode {

    private final FileTree tree;
    private final Caller caller;
    private final Place place;

    NewNode(FileTree tree, Caller caller, Place place) {
        this.tree = tree;
        this.caller = caller;
        this.place = place;
    }

    private Node.Directory parent() {
        return place.directory();
    }

    private int uid() {
        return caller.account().uid();
    }

    Node regular(int mode) throws SystemError {
        return add(new Node.Regular(tree.nextInode(), parent().volume, mode & 07777, uid(), parent().gid, tree.now()));
    }

    Node directory(int mode) throws SystemError {
        Node made = add(new Node.Directory(
                tree.nextInode(), parent().volume, mode & 07777, uid(), parent().gid, tree.now(), parent()));
        parent().links++;
        return made;
    }

    Node mounted(Volume volume) throws SystemError {
        Node made = add(new Node.Directory(tree.nextInode(), volume, 0755, 0, 0, tree.now(), parent()));
        parent().links++;
        return made;
    }

    Node link(String target) throws SystemError {
        return add(new Node.Link(tree.nextInode(), parent().volume, uid(), parent().gid, tree.now(), target));
    }

    Node special(FileKind kind, int mode, Driver driver) throws SystemError {
        return add(new Node.Special(
                tree.nextInode(), parent().volume, mode & 07777, uid(), parent().gid, tree.now(), kind, driver));
    }

    Node add(Node node) throws SystemError {
        if (place.node() != null) {
            throw Errno.EEXIST.asError();
        }
        Access.WRITE.require(parent(), caller);
        parent().entries.put(place.name(), node);
        parent().modified = tree.now();
        return node;
    }
}
