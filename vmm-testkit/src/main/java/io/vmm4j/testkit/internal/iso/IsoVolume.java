package io.vmm4j.testkit.internal.iso;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is in an ISO 9660 image: names by Rock Ridge where they are, else in lower case and without version, as mount(8) shows them.
 * Immutable. Multi-extent files and relocated directories are not read.
 */
public final class IsoVolume {

    private static final int SECTOR = 2048;
    private static final int FIRST_DESCRIPTOR = 16;
    private static final int MOST_LEVELS = 16;
    private static final int DIRECTORY = 2;

    private final ByteBuffer image;
    private final String label;
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    private IsoVolume(ByteBuffer image, ByteBuffer descriptor) {
        this.image = image;
        this.label = text(descriptor, 40, 32);
        ByteBuffer root = descriptor.slice(156, 34);
        readDirectory("", extent(root), MOST_LEVELS);
    }

    /** The volume in these bytes; empty if there is none that can be read to its end. */
    public static Optional<IsoVolume> read(byte[] bytes) {
        ByteBuffer image = ByteBuffer.wrap(bytes);
        try {
            for (int sector = FIRST_DESCRIPTOR; (sector + 1L) * SECTOR <= bytes.length; sector++) {
                ByteBuffer descriptor = image.slice(sector * SECTOR, SECTOR);
                if (!text(descriptor, 1, 5).equals("CD001") || descriptor.get(0) == (byte) 255) {
                    return Optional.empty();
                }
                if (descriptor.get(0) == 1) {
                    return Optional.of(new IsoVolume(image, descriptor));
                }
            }
            return Optional.empty();
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /** Its volume label: {@code cidata}. */
    public String label() {
        return label;
    }

    /** The content of all files, by their paths without a slash in front. */
    public SortedMap<String, byte[]> files() {
        return Collections.unmodifiableSortedMap(files);
    }

    private void readDirectory(String path, ByteBuffer directory, int levels) {
        int at = 0;
        while (at < directory.limit()) {
            int length = Byte.toUnsignedInt(directory.get(at));
            if (length == 0) {
                at = (at / SECTOR + 1) * SECTOR;
                continue;
            }
            ByteBuffer record = directory.slice(at, length);
            at += length;
            if (isSelfOrParent(record)) {
                continue;
            }
            String name = path + name(record);
            if ((record.get(25) & DIRECTORY) == 0) {
                ByteBuffer content = extent(record);
                byte[] bytes = new byte[content.remaining()];
                content.get(bytes);
                files.put(name, bytes);
            } else if (levels > 0) {
                readDirectory(name + "/", extent(record), levels - 1);
            }
        }
    }

    private static boolean isSelfOrParent(ByteBuffer record) {
        return record.get(32) == 1 && (record.get(33) == 0 || record.get(33) == 1);
    }

    private ByteBuffer extent(ByteBuffer record) {
        ByteBuffer little = record.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return image.slice(Math.multiplyExact(little.getInt(2), SECTOR), little.getInt(10));
    }

    private static String name(ByteBuffer record) {
        int length = Byte.toUnsignedInt(record.get(32));
        int entries = 33 + length + (length % 2 == 0 ? 1 : 0);
        String alternate = alternateName(record, entries);
        if (!alternate.isEmpty()) {
            return alternate;
        }
        String plain = text(record, 33, length);
        String withoutVersion = plain.substring(0, plain.indexOf(';') < 0 ? plain.length() : plain.indexOf(';'));
        return (withoutVersion.endsWith(".")
                        ? withoutVersion.substring(0, withoutVersion.length() - 1)
                        : withoutVersion)
                .toLowerCase(java.util.Locale.ROOT);
    }

    /** The pieces of NM entries together. */
    private static String alternateName(ByteBuffer record, int from) {
        StringBuilder name = new StringBuilder();
        int at = from;
        while (at + 4 <= record.limit() && Byte.toUnsignedInt(record.get(at + 2)) >= 4) {
            int length = Byte.toUnsignedInt(record.get(at + 2));
            if (record.get(at) == 'N' && record.get(at + 1) == 'M') {
                name.append(text(record, at + 5, length - 5));
            }
            at += length;
        }
        return name.toString();
    }

    private static String text(ByteBuffer from, int at, int length) {
        byte[] bytes = new byte[length];
        from.get(at, bytes);
        int end = length;
        while (end > 0 && bytes[end - 1] == ' ') {
            end--;
        }
        return new String(Arrays.copyOf(bytes, end), StandardCharsets.UTF_8);
    }
}
