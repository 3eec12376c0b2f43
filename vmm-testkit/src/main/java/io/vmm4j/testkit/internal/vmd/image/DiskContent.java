package io.vmm4j.testkit.internal.vmd.image;

import io.vmm4j.testkit.internal.kernel.SystemError;

/** The bytes of an image file. */
public interface DiskContent {

    /** How long the file is. */
    long size();

    /**
     * Reads what is there.
     *
     * @return how many bytes; fewer than asked for only at the end
     */
    int read(long position, byte[] buffer, int offset, int length) throws SystemError;

    /** Writes bytes at a place. */
    void write(long position, byte[] buffer, int offset, int length) throws SystemError;

    /** Makes it this long. */
    void truncate(long size) throws SystemError;

    /** The first place from a position on where something else than zeros may be; the file's size if there is none. */
    default long nextData(long position) {
        return Math.min(position, size());
    }
}
