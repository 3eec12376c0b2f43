package io.vmm4j.testkit.internal.medium;

import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.vmd.image.DiskContent;
import io.vmm4j.testkit.internal.vmd.image.ImageError;
import io.vmm4j.testkit.internal.vmd.image.Qcow2Creation;
import io.vmm4j.testkit.internal.vmd.image.Qcow2Disk;
import java.util.Arrays;
import java.util.List;

/** qcow2 images in memory. */
public final class Qcow2Image {

    private Qcow2Image() {}

    /** An image of a disk that begins with these bytes, and is zeros from there on. */
    public static byte[] of(byte[] start, long diskSize) {
        Memory image = new Memory();
        try {
            new Qcow2Creation(diskSize, "").writeTo(image);
            Qcow2Disk.open(List.of(image)).write(0, start, start.length);
        } catch (SystemError | ImageError e) {
            throw new IllegalStateException("a disk in memory failed", e);
        }
        return image.bytes;
    }

    /** A file in memory. */
    private static final class Memory implements DiskContent {

        private byte[] bytes = {};

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
            bytes = Arrays.copyOf(bytes, Math.toIntExact(size));
        }
    }
}
