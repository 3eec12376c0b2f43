package io.vmm4j.disk.iso.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/** Where everything of an image is. One thread at a time. */
public final class IsoLayout {

    private static final int SECTOR = Records.SECTOR;
    private static final int SYSTEM_AREA = 16;
    private static final int DESCRIPTORS = 3;

    private final String label;
    private final Instant time;
    private final IsoNode root;
    private final Map<IsoTree, Integer> tables = new EnumMap<>(IsoTree.class);
    private final List<IsoNode> files = new ArrayList<>();
    private final int sectors;

    /** A layout of files by their paths. */
    public IsoLayout(String label, SortedMap<String, byte[]> files, Instant time) {
        this.label = label;
        this.time = time;
        this.root = IsoNode.root(files);
        this.sectors = place();
    }

    private int place() {
        int next = SYSTEM_AREA + DESCRIPTORS;
        for (IsoTree tree : IsoTree.values()) {
            tables.put(tree, next);
            next += 2 * sectors(pathTable(tree, ByteOrder.LITTLE_ENDIAN).length);
        }
        for (IsoTree tree : IsoTree.values()) {
            Records records = new Records(tree, time);
            int number = 1;
            for (IsoNode directory : root.directories(tree)) {
                int length = records.length(directory);
                directory.place(tree, new IsoNode.Place(next, number++, length));
                next += sectors(length);
            }
        }
        for (IsoNode directory : root.directories(IsoTree.PRIMARY)) {
            for (IsoNode child : directory.children(IsoTree.PRIMARY)) {
                if (!child.isDirectory()) {
                    files.add(child);
                    child.placeFile(next);
                    next += sectors(child.content().length);
                }
            }
        }
        return next;
    }

    private byte[] pathTable(IsoTree tree, ByteOrder order) {
        return PathTable.of(tree, root.directories(tree), order);
    }

    private static int sectors(int bytes) {
        return (bytes + SECTOR - 1) / SECTOR;
    }

    /** How many bytes the image has. */
    public long size() {
        return (long) sectors * SECTOR;
    }

    /** Writes the image. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(new byte[SYSTEM_AREA * SECTOR]);
        for (IsoTree tree : IsoTree.values()) {
            out.write(descriptor(tree));
        }
        out.write(VolumeDescriptor.terminator());
        for (IsoTree tree : IsoTree.values()) {
            write(out, pathTable(tree, ByteOrder.LITTLE_ENDIAN));
            write(out, pathTable(tree, ByteOrder.BIG_ENDIAN));
        }
        for (IsoTree tree : IsoTree.values()) {
            Records records = new Records(tree, time);
            for (IsoNode directory : root.directories(tree)) {
                write(out, records.directory(directory));
            }
        }
        for (IsoNode file : files) {
            write(out, file.content());
        }
    }

    private byte[] descriptor(IsoTree tree) {
        int length = pathTable(tree, ByteOrder.LITTLE_ENDIAN).length;
        int table = Objects.requireNonNull(tables.get(tree), "not laid out yet");
        byte[] record = new Records(tree, time).root(root);
        return VolumeDescriptor.of(tree, label, sectors, length, table, table + sectors(length), record, time);
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.write(new byte[sectors(bytes.length) * SECTOR - bytes.length]);
    }
}
