package io.vmm4j.disk.iso.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What an image says of itself, ECMA-119 8.4 and 8.5. */
final class VolumeDescriptor {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss00", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final byte[] IDENTIFIER = "CD001".getBytes(StandardCharsets.US_ASCII);

    /** UCS-2, level 3. */
    private static final byte[] JOLIET = {0x25, 0x2f, 0x45};

    private static final String NO_DATE = "0".repeat(16);

    private VolumeDescriptor() {}

    /**
     * The descriptor of a tree.
     *
     * @param sectors how many there are in the image
     * @param tableLength bytes of its path table
     * @param tableSector where that is with the least byte first; the other one is {@code otherTableSector}
     */
    static byte[] of(
            IsoTree tree,
            String label,
            int sectors,
            int tableLength,
            int tableSector,
            int otherTableSector,
            byte[] rootRecord,
            Instant time) {
        Charset charset = tree == IsoTree.JOLIET ? StandardCharsets.UTF_16BE : StandardCharsets.US_ASCII;
        ByteBuffer out = ByteBuffer.allocate(Records.SECTOR);
        out.put((byte) (tree == IsoTree.JOLIET ? 2 : 1))
                .put(IDENTIFIER)
                .put((byte) 1)
                .put((byte) 0);
        text(out, "", 32, charset);
        text(out, label, 32, charset);
        out.position(80);
        Records.both(out, sectors);
        if (tree == IsoTree.JOLIET) {
            out.put(JOLIET);
        }
        out.position(120);
        Records.bothShort(out, 1);
        Records.bothShort(out, 1);
        Records.bothShort(out, Records.SECTOR);
        Records.both(out, tableLength);
        out.order(ByteOrder.LITTLE_ENDIAN).putInt(tableSector).putInt(0);
        out.order(ByteOrder.BIG_ENDIAN).putInt(otherTableSector).putInt(0);
        out.put(rootRecord);
        // Volume set, publisher, preparer, application; then three names of files that are not there.
        for (int i = 0; i < 4; i++) {
            text(out, "", 128, charset);
        }
        for (int i = 0; i < 3; i++) {
            text(out, "", 37, charset);
        }
        String made = DATE.format(time);
        for (String date : new String[] {made, made, NO_DATE, NO_DATE}) {
            out.put(date.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
        }
        out.put((byte) 1);
        return out.array();
    }

    /** The mark after the last descriptor. */
    static byte[] terminator() {
        return ByteBuffer.allocate(Records.SECTOR)
                .put((byte) 255)
                .put(IDENTIFIER)
                .put((byte) 1)
                .array();
    }

    /** Text filled up with blanks; an odd byte at the end of UCS-2 stays zero. */
    private static void text(ByteBuffer out, String text, int length, Charset charset) {
        int end = out.position() + length;
        int most = " ".repeat(length).getBytes(charset).length / length;
        String shown = text.substring(0, Math.min(text.length(), length / most));
        out.put((shown + " ".repeat(length / most - shown.length())).getBytes(charset));
        out.position(end);
    }
}
