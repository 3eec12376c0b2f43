package io.vmm4j.testkit.internal.vmd.image;

import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.Arrays;

/** A disk whose image is its content. */
public final class RawDisk implements VirtualDisk {

    private final DiskContent content;

    /** The disk in this file. */
    public RawDisk(DiskContent content) {
        this.content = content;
    }

    @Override
    public long size() {
        return content.size();
    }

    @Override
    public void read(long position, byte[] buffer, int length) throws SystemError {
        int count = Math.max(0, content.read(position, buffer, 0, length));
        Arrays.fill(buffer, count, length, (byte) 0);
    }

    @Override
    public void write(long position, byte[] buffer, int length) throws SystemError {
        content.write(position, buffer, 0, length);
    }

    @Override
    public long nextData(long position) {
        return content.nextData(position);
    }
}
