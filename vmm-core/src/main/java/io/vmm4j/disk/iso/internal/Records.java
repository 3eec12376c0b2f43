package io.vmm4j.disk.iso.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.IntStream;

/** The records of directories, ECMA-119 9.1, with what Rock Ridge adds to them. */
final class Records {

    static final int SECTOR = 2048;

    private static final byte[] SELF = {0};
    private static final byte[] PARENT = {1};
    private static final int FIXED = 33;
    private static final int DIRECTORY = 2;

    private final IsoTree tree;
    private final Instant time;

    Records(IsoTree tree, Instant time) {
        this.tree = tree;
        this.time = time;
    }

    /** A directory, in whole sectors; no record is split. */
    byte[] directory(IsoNode node) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        add(out, record(node, SELF, selfEntries(node)));
        add(out, record(node.parent(), PARENT, rockRidge(attributes(node.parent()))));
        for (IsoNode child : node.children(tree)) {
            add(out, record(child, child.identifier(tree), rockRidge(attributes(child), alternateName(child))));
        }
        pad(out);
        return out.toByteArray();
    }

    /** How many bytes a directory has, in whole sectors; it does not depend on where anything is. */
    int length(IsoNode node) {
        int full = 0;
        int last = 0;
        for (int length : lengths(node)) {
            if (last + length > SECTOR) {
                full += SECTOR;
                last = 0;
            }
            last += length;
        }
        return full + SECTOR;
    }

    private int[] lengths(IsoNode node) {
        int own = length(SELF, selfEntries(node));
        int above = length(PARENT, rockRidge(attributes(node.parent())));
        IntStream children = node.children(tree).stream()
                .mapToInt(child -> length(child.identifier(tree), rockRidge(attributes(child), alternateName(child))));
        return IntStream.concat(IntStream.of(own, above), children).toArray();
    }

    private static int length(byte[] identifier, byte[] systemUse) {
        return even(FIXED + padded(identifier) + systemUse.length);
    }

    /** What follows an identifier begins at an even place. */
    private static int padded(byte[] identifier) {
        return identifier.length + (identifier.length % 2 == 0 ? 1 : 0);
    }

    /** The record of the root directory that a volume descriptor has. */
    byte[] root(IsoNode root) {
        return record(root, SELF, new byte[0]);
    }

    private static void add(ByteArrayOutputStream out, byte[] record) {
        if (out.size() % SECTOR + record.length > SECTOR) {
            pad(out);
        }
        out.writeBytes(record);
    }

    private static void pad(ByteArrayOutputStream out) {
        out.writeBytes(new byte[(SECTOR - out.size() % SECTOR) % SECTOR]);
    }

    private byte[] record(IsoNode node, byte[] identifier, byte[] systemUse) {
        ByteBuffer out = ByteBuffer.allocate(length(identifier, systemUse));
        out.put((byte) out.capacity()).put((byte) 0);
        both(out, node.sector(tree));
        both(out, node.isDirectory() ? node.place(tree).length() : node.content().length);
        OffsetDateTime made = time.atOffset(ZoneOffset.UTC);
        out.put((byte) (made.getYear() - 1900))
                .put((byte) made.getMonthValue())
                .put((byte) made.getDayOfMonth())
                .put((byte) made.getHour())
                .put((byte) made.getMinute())
                .put((byte) made.getSecond())
                .put((byte) 0);
        out.put((byte) (node.isDirectory() ? DIRECTORY : 0)).put((byte) 0).put((byte) 0);
        bothShort(out, 1);
        out.put((byte) identifier.length).put(identifier);
        out.position(FIXED + padded(identifier));
        out.put(systemUse);
        return out.array();
    }

    private static int even(int length) {
        return length + length % 2;
    }

    private byte[] selfEntries(IsoNode node) {
        boolean root = node.parent().equals(node);
        return rockRidge(root ? protocol() : new byte[0], attributes(node));
    }

    private byte[] rockRidge(byte[]... entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (tree == IsoTree.PRIMARY) {
            for (byte[] entry : entries) {
                out.writeBytes(entry);
            }
        }
        return out.toByteArray();
    }

    /** SP and ER: that there are entries of Rock Ridge at all. */
    private static byte[] protocol() {
        byte[] id = "RRIP_1991A".getBytes(StandardCharsets.US_ASCII);
        int length = 8 + id.length;
        return ByteBuffer.allocate(7 + length)
                .put(new byte[] {'S', 'P', 7, 1, (byte) 0xbe, (byte) 0xef, 0})
                .put(new byte[] {'E', 'R', (byte) length, 1, (byte) id.length, 0, 0, 1})
                .put(id)
                .array();
    }

    /** PX: mode and links, of root and wheel. */
    private static byte[] attributes(IsoNode node) {
        ByteBuffer out = ByteBuffer.allocate(36).put(new byte[] {'P', 'X', 36, 1});
        both(out, node.isDirectory() ? 040500 : 0100400);
        both(out, node.isDirectory() ? 2 + node.subdirectories() : 1);
        both(out, 0);
        both(out, 0);
        return out.array();
    }

    /** NM: the name as it was given. */
    private static byte[] alternateName(IsoNode node) {
        byte[] name = node.name().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(5 + name.length)
                .put(new byte[] {'N', 'M', (byte) (5 + name.length), 1, 0})
                .put(name)
                .array();
    }

    /** A number in both byte orders. */
    static void both(ByteBuffer out, int value) {
        out.order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .order(ByteOrder.BIG_ENDIAN)
                .putInt(value);
    }

    /** A short number in both byte orders. */
    static void bothShort(ByteBuffer out, int value) {
        out.order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) value)
                .order(ByteOrder.BIG_ENDIAN)
                .putShort((short) value);
    }
}
