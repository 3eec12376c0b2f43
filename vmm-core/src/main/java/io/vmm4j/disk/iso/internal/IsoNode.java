package io.vmm4j.disk.iso.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A file or directory of an image that is laid out, with its place in each of the two trees of names. */
final class IsoNode {

    private static final int SHORT_NAME = 8;
    private static final int SHORT_EXTENSION = 3;

    private final String name;
    private final Optional<byte[]> content;
    private final Optional<IsoNode> parent;
    private final List<IsoNode> children = new ArrayList<>();
    private String shortName = "";

    /** Where the content of a file is. */
    private int fileSector;

    /** Where each tree has it, if it is a directory. */
    private final Map<IsoTree, Place> places = new EnumMap<>(IsoTree.class);

    /**
     * A directory in a tree.
     *
     * @param number its position in the path table, from 1
     * @param length its bytes
     */
    record Place(int sector, int number, int length) {

        private static final Place NONE_YET = new Place(0, 0, 0);
    }

    private IsoNode(String name, Optional<IsoNode> parent, Optional<byte[]> content) {
        this.name = name;
        this.parent = parent;
        this.content = content;
    }

    /** The root directory of files by their paths, which are sorted. */
    static IsoNode root(Map<String, byte[]> files) {
        IsoNode root = new IsoNode("", Optional.empty(), Optional.empty());
        files.forEach((path, content) -> root.add(path, content));
        root.nameShortly();
        return root;
    }

    private void add(String path, byte[] bytes) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            children.add(new IsoNode(path, Optional.of(this), Optional.of(bytes)));
            return;
        }
        String directory = path.substring(0, slash);
        IsoNode below = children.stream()
                .filter(child -> child.name.equals(directory))
                .findFirst()
                .orElseGet(() -> {
                    IsoNode made = new IsoNode(directory, Optional.of(this), Optional.empty());
                    children.add(made);
                    return made;
                });
        below.add(path.substring(slash + 1), bytes);
    }

    /** Gives each child a name of ECMA-119's level 1, which none of the others has. */
    private void nameShortly() {
        Set<String> taken = new HashSet<>();
        for (IsoNode child : children) {
            int number = 0;
            do {
                child.shortName = shortened(child.name, child.isDirectory(), number++);
            } while (!taken.add(child.shortName));
            child.nameShortly();
        }
    }

    private static String shortened(String name, boolean directory, int number) {
        int dot = directory ? -1 : name.lastIndexOf('.');
        String stem = letters(dot < 0 ? name : name.substring(0, dot), SHORT_NAME);
        String extension = dot < 0 ? "" : letters(name.substring(dot + 1), SHORT_EXTENSION);
        if (number > 0) {
            String suffix = Integer.toString(number);
            stem = stem.substring(0, Math.min(stem.length(), SHORT_NAME - suffix.length())) + suffix;
        }
        return directory ? stem : stem + "." + extension;
    }

    private static String letters(String text, int most) {
        String upper = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
        return upper.substring(0, Math.min(upper.length(), most));
    }

    boolean isDirectory() {
        return content.isEmpty();
    }

    String name() {
        return name;
    }

    byte[] content() {
        return content.orElseThrow();
    }

    /** The directory that it is in; the root is in itself. */
    IsoNode parent() {
        return parent.orElse(this);
    }

    /** Its name in a tree; the short one of a file has a version number. */
    byte[] identifier(IsoTree tree) {
        return switch (tree) {
            case PRIMARY -> (isDirectory() ? shortName : shortName + ";1").getBytes(StandardCharsets.US_ASCII);
            case JOLIET -> name.getBytes(StandardCharsets.UTF_16BE);
        };
    }

    /** What is in it, in the order that a tree wants. */
    List<IsoNode> children(IsoTree tree) {
        return children.stream()
                .sorted(Comparator.comparing(child -> child.identifier(tree), Arrays::compareUnsigned))
                .toList();
    }

    /** It and all directories below it, level by level, as path tables have them. */
    List<IsoNode> directories(IsoTree tree) {
        List<IsoNode> found = new ArrayList<>(List.of(this));
        for (int i = 0; i < found.size(); i++) {
            found.get(i).children(tree).stream().filter(IsoNode::isDirectory).forEach(found::add);
        }
        return found;
    }

    /** Subdirectories, for the link count. */
    int subdirectories() {
        return (int) children.stream().filter(IsoNode::isDirectory).count();
    }

    /** Where its content, or its records in that tree, are. */
    int sector(IsoTree tree) {
        return isDirectory() ? place(tree).sector() : fileSector;
    }

    /** Where a directory is; before it is laid out, nowhere. */
    Place place(IsoTree tree) {
        return places.getOrDefault(tree, Place.NONE_YET);
    }

    void place(IsoTree tree, Place place) {
        places.put(tree, place);
    }

    void placeFile(int sector) {
        fileSector = sector;
    }
}
