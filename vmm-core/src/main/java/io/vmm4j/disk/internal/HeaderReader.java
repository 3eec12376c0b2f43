package io.vmm4j.disk.internal;

import io.vmm4j.disk.Qcow2Compression;
import io.vmm4j.disk.Qcow2Encryption;
import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.Qcow2Exception;
import io.vmm4j.disk.Qcow2Feature;
import io.vmm4j.disk.Qcow2Features;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads the header of an image and checks all that can be checked without its tables. */
final class HeaderReader {

    static final int MAGIC = 0x514649fb;
    private static final int V2_LENGTH = 72;
    private static final int V3_LENGTH = 104;

    /** QEMU opens no image beyond these either. */
    private static final int MAX_CLUSTER_BITS = 21;

    private static final int MAX_L1_BYTES = 32 << 20;
    private static final int MAX_REFCOUNT_TABLE_BYTES = 8 << 20;
    private static final int MAX_SNAPSHOTS = 65536;
    private static final int MAX_BACKING_NAME = 1023;

    private final ImageFile file;
    private final ByteBuffer fixed = ByteBuffer.allocate(V3_LENGTH + 8);

    private HeaderReader(ImageFile file) {
        this.file = file;
    }

    static boolean isQcow2(ImageFile file) {
        byte[] magic = new byte[4];
        file.readOrZeros(0, magic, 0, 4);
        return ByteBuffer.wrap(magic).getInt() == MAGIC;
    }

    static Header read(ImageFile file) {
        return new HeaderReader(file).read();
    }

    private Header read() {
        file.readOrZeros(0, fixed.array(), 0, fixed.capacity());
        if (fixed.getInt(0) != MAGIC) {
            throw new Qcow2Exception(Errors.problem(Qcow2Error.NOT_QCOW2, file.path()));
        }
        int version = fixed.getInt(4);
        if (version != 2 && version != 3) {
            throw new Qcow2Exception(Errors.problem(Qcow2Error.UNKNOWN_VERSION, file.path())
                    .with("version", Integer.toUnsignedString(version)));
        }
        if (file.size() < (version == 2 ? V2_LENGTH : V3_LENGTH)) {
            throw Errors.truncated(file.path(), "the header is not whole");
        }
        int clusterBits = fixed.getInt(20);
        check(clusterBits >= 9 && clusterBits <= MAX_CLUSTER_BITS, "clusters of an impossible size");
        int length = version == 2 ? V2_LENGTH : fixed.getInt(100);
        check(version == 2 || (length >= V3_LENGTH && length <= 1 << clusterBits), "a header of an impossible length");
        Qcow2Features features = version == 2
                ? new Qcow2Features(0, 0, 0)
                : new Qcow2Features(fixed.getLong(72), fixed.getLong(80), fixed.getLong(88));
        int refcountOrder = version == 2 ? 4 : fixed.getInt(96);
        check(refcountOrder >= 0 && refcountOrder <= 6, "reference counts of an impossible size");
        byte[] first = new byte[(int) Math.min(1 << clusterBits, file.size())];
        file.read(0, first, 0, first.length, "the header");
        HeaderExtensions extensions = HeaderExtensions.read(file.path(), first, length);
        Header header = new Header(
                version,
                clusterBits,
                fixed.getLong(24),
                encryption(fixed.getInt(32)),
                fixed.getInt(36),
                fixed.getLong(40),
                fixed.getInt(56),
                1 << refcountOrder,
                fixed.getInt(60),
                features,
                compression(features, length > V3_LENGTH ? fixed.get(V3_LENGTH) : 0),
                backingFile(first),
                extensions.backingFormat(),
                extensions.dataFile());
        checkPlaces(header);
        return header;
    }

    private void checkPlaces(Header header) {
        check(header.virtualSize() >= 0, "a disk of an impossible size");
        check(header.l1Size() >= 0 && header.l1Size() <= MAX_L1_BYTES / 8, "an L1 table of an impossible size");
        check(header.l1Size() >= header.l1Needed(), "an L1 table that is too small for the disk");
        check(header.l1Offset() % header.clusterSize() == 0, "an L1 table that is not aligned");
        if (!file.holds(header.l1Offset(), header.l1Size() * 8L)) {
            throw Errors.truncated(file.path(), "the L1 table is not in it");
        }
        long table = Integer.toUnsignedLong(header.refcountTableClusters()) * header.clusterSize();
        check(table <= MAX_REFCOUNT_TABLE_BYTES, "a refcount table of an impossible size");
        check(header.snapshots() >= 0 && header.snapshots() <= MAX_SNAPSHOTS, "an impossible number of snapshots");
    }

    private static Qcow2Encryption encryption(int method) {
        return switch (method) {
            case 0 -> Qcow2Encryption.NONE;
            case 1 -> Qcow2Encryption.AES;
            case 2 -> Qcow2Encryption.LUKS;
            default -> Qcow2Encryption.UNKNOWN;
        };
    }

    private Qcow2Compression compression(Qcow2Features features, int type) {
        check(
                features.has(Qcow2Feature.COMPRESSION_TYPE) == (type != 0),
                "a compression type that does not fit its feature bit");
        return switch (type) {
            case 0 -> Qcow2Compression.ZLIB;
            case 1 -> Qcow2Compression.ZSTD;
            default -> Qcow2Compression.UNKNOWN;
        };
    }

    private Optional<String> backingFile(byte[] first) {
        long offset = fixed.getLong(8);
        int length = fixed.getInt(16);
        if (offset == 0 || length == 0) {
            return Optional.empty();
        }
        check(length > 0 && length <= MAX_BACKING_NAME, "a backing file name of an impossible length");
        check(offset > 0 && offset <= first.length - length, "a backing file name outside of the first cluster");
        return Optional.of(HeaderExtensions.text(file.path(), first, (int) offset, length));
    }

    private void check(boolean sound, String found) {
        if (!sound) {
            throw Errors.malformed(file.path(), "it has " + found);
        }
    }
}
