package io.vmm4j.disk.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The extent of a Zstandard frame, by the headers of its blocks. RFC 8878, 3.1.1. */
final class ZstdFrame {

    private static final int MAGIC = 0xfd2fb528;
    private static final int BLOCK_HEADER = 3;
    private static final int RLE_BLOCK = 1;
    private static final int RESERVED_BLOCK = 3;
    private static final int[] DICTIONARY_ID_BYTES = {0, 1, 2, 4};
    private static final int[] CONTENT_SIZE_BYTES = {0, 2, 4, 8};

    private ZstdFrame() {}

    /** How many bytes the frame has that starts there; -1 if it is none, or is not whole. */
    static int length(byte[] bytes, int at, int available) {
        ByteBuffer in = ByteBuffer.wrap(bytes, at, available).slice().order(ByteOrder.LITTLE_ENDIAN);
        if (available < 5 || in.getInt(0) != MAGIC) {
            return -1;
        }
        int descriptor = in.get(4) & 0xff;
        int end = 5 + headerBytes(descriptor);
        boolean last = false;
        while (!last) {
            if (end > available - BLOCK_HEADER) {
                return -1;
            }
            int block = (in.getShort(end) & 0xffff) | ((in.get(end + 2) & 0xff) << 16);
            int type = (block >> 1) & 3;
            if (type == RESERVED_BLOCK) {
                return -1;
            }
            last = (block & 1) != 0;
            end += BLOCK_HEADER + (type == RLE_BLOCK ? 1 : block >> 3);
        }
        boolean checksum = (descriptor & 4) != 0;
        end += checksum ? 4 : 0;
        return end <= available ? end : -1;
    }

    private static int headerBytes(int descriptor) {
        boolean single = (descriptor & 0x20) != 0;
        int contentSize = single && (descriptor >> 6) == 0 ? 1 : CONTENT_SIZE_BYTES[descriptor >> 6];
        return (single ? 0 : 1) + DICTIONARY_ID_BYTES[descriptor & 3] + contentSize;
    }
}
