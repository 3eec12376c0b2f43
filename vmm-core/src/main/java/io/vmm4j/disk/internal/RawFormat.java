package io.vmm4j.disk.internal;

import java.io.IOException;
import java.io.RandomAccessFile;

/** A raw image, with holes for blocks of zeros. */
final class RawFormat implements TargetFormat {

    /** What file systems leave out, at least. */
    private static final int BLOCK = 4096;

    private final RandomAccessFile file;
    private final long size;
    private long stored;

    RawFormat(RandomAccessFile file, long size) {
        this.file = file;
        this.size = size;
    }

    @Override
    public void write(long offset, byte[] bytes, int length) throws IOException {
        int start = 0;
        while (start < length) {
            int end = start;
            while (end < length && !Zeros.areAll(bytes, end, Math.min(length, end + BLOCK))) {
                end = Math.min(length, end + BLOCK);
            }
            if (end > start) {
                file.seek(offset + start);
                file.write(bytes, start, end - start);
                stored += end - start;
            }
            start = end + BLOCK;
        }
    }

    @Override
    public void finish() throws IOException {
        file.setLength(size);
    }

    @Override
    public long stored() {
        return stored;
    }
}
