package io.vmm4j.testkit.internal.vmd.image;

import java.util.Arrays;

/** An image file in memory. */
public final class MemoryContent implements DiskContent {

    private byte[] bytes;

    MemoryContent(byte... bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) {
        int count = (int) Math.max(0, Math.min(length, bytes.length - position));
        if (count > 0) {
            System.arraycopy(bytes, (int) position, buffer, offset, count);
        }
        return count;
    }

    @Override
    public void write(long position, byte[] buffer, int offset, int length) {
        if (position + length > bytes.length) {
            truncate(position + length);
        }
        System.arraycopy(buffer, offset, bytes, (int) position, length);
    }

    @Override
    public void truncate(long size) {
        bytes = Arrays.copyOf(bytes, (int) size);
    }
}
