package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.fs.SparseContent;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.vmd.image.DiskContent;

/** An image in the machine's file tree. */
public final class FileContent implements DiskContent {

    private final SparseContent content;

    /** The content of this file. */
    public FileContent(SparseContent content) {
        this.content = content;
    }

    @Override
    public long size() {
        return content.size();
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) {
        return Math.max(0, content.read(position, buffer, offset, length));
    }

    @Override
    public void write(long position, byte[] buffer, int offset, int length) throws SystemError {
        content.write(position, buffer, offset, length);
    }

    @Override
    public void truncate(long size) {
        content.truncate(size);
    }

    @Override
    public long nextData(long position) {
        return content.nextData(position);
    }
}
