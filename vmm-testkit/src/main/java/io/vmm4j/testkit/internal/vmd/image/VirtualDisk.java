package io.vmm4j.testkit.internal.vmd.image;

import io.vmm4j.testkit.internal.kernel.SystemError;

/** A disk as a guest sees it, whatever the format of its image. */
public interface VirtualDisk {

    /** How large the disk is. */
    long size();

    /** Reads sectors; what lies behind the end of the image reads as zeros. */
    void read(long position, byte[] buffer, int length) throws SystemError, ImageError;

    /** Writes sectors. */
    void write(long position, byte[] buffer, int length) throws SystemError, ImageError;

    /** The first place from a position on where something else than zeros may be; the disk's size if there is none. */
    long nextData(long position) throws ImageError;
}
