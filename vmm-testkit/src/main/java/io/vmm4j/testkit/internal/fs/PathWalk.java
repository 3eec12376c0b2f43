package io.vmm4j.testkit.internal.fs;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Follows a path: namei(9). Used once, with the tree's lock held. */
final class PathWalk {

    private static final int LINK_LIMIT = 32;
    private static final int NAME_LIMIT = 255;
    private static final int PATH_LIMIT = 1023;

    private final FileTree tree;
    private final Caller caller;
    private final Deque<String> names = new ArrayDeque<>();
    private Node.Directory directory;
    private int linksFollowed;

    /** Where a path leads: the directory, the last name, and what has that name if anything does. */
    record Place(
            Node.Directory directory, String name, @Nullable Node node, boolean mustBeDirectory) {

        Node existing() throws SystemError {
            if (node == null) {
                throw Errno.ENOENT.asError();
            }
            if (mustBeDirectory && node.kind() != FileKind.DIRECTORY) {
                throw Errno.ENOTDIR.asError();
            }
            return node;
        }
    }

    /** What is done with a symbolic link at the end of a path. */
    enum LastLink {
        FOLLOW,
        KEEP
    }

    private PathWalk(FileTree tree, Caller caller) {
        this.tree = tree;
        this.caller = caller;
        this.directory = tree.root;
    }

    static Place find(FileTree tree, Caller caller, String path, LastLink lastLink) throws SystemError {
        if (path.isEmpty()) {
            throw Errno.ENOENT.asError();
        }
        if (path.length() > PATH_LIMIT) {
            throw Errno.ENAMETOOLONG.asError();
        }
        PathWalk walk = new PathWalk(tree, caller);
        if (!path.startsWith("/")) {
            walk.pushLast(caller.workingDirectory());
            walk.names.addLast(".");
            Place start = walk.go(LastLink.FOLLOW, false);
            walk.enter(start.existing());
            walk.names.clear();
        }
        walk.pushLast(path);
        boolean slash = path.endsWith("/");
        return walk.go(slash ? LastLink.FOLLOW : lastLink, slash);
    }

    private void pushLast(String path) {
        Arrays.stream(path.split("/", -1)).filter(name -> !name.isEmpty()).forEach(names::addLast);
    }

    private void pushFirst(String path) {
        String[] parts = path.split("/", -1);
        for (int i = parts.length - 1; i >= 0; i--) {
            if (!parts[i].isEmpty()) {
                names.addFirst(parts[i]);
            }
        }
    }

    private Place go(LastLink lastLink, boolean mustBeDirectory) throws SystemError {
        while (true) {
            String name = names.pollFirst();
            if (name == null) {
                return new Place(directory, ".", directory, mustBeDirectory);
            }
            if (name.length() > NAME_LIMIT) {
                throw Errno.ENAMETOOLONG.asError();
            }
            Node node = child(name);
            boolean last = names.isEmpty();
            if (node instanceof Node.Link link && (!last || lastLink == LastLink.FOLLOW)) {
                follow(link);
            } else if (last) {
                return new Place(directory, name, node, mustBeDirectory);
            } else if (node == null) {
                throw Errno.ENOENT.asError();
            } else {
                enter(node);
            }
        }
    }

    private @Nullable Node child(String name) throws SystemError {
        if (!Access.EXECUTE.isGranted(directory, caller)) {
            throw Errno.EACCES.asError();
        }
        return switch (name) {
            case "." -> directory;
            case ".." -> directory.parent;
            default -> directory.entries.get(name);
        };
    }

    private void follow(Node.Link link) throws SystemError {
        if (++linksFollowed > LINK_LIMIT) {
            throw Errno.ELOOP.asError();
        }
        if (link.target.startsWith("/")) {
            directory = tree.root;
        }
        pushFirst(link.target);
    }

    private void enter(Node node) throws SystemError {
        if (!(node instanceof Node.Directory entered)) {
            throw Errno.ENOTDIR.asError();
        }
        directory = entered;
    }
}
