package io.vmm4j.disk.internal;

import java.io.IOException;

/** Writes a disk to a new file. The parts come in the order of the disk, none twice; what is left out is zeros. */
interface TargetFormat {

    /**
     * Writes a part of the disk.
     *
     * @param offset a multiple of 64 KiB
     * @param length not more than the disk has from there on; other than at its end a multiple of 64 KiB
     */
    void write(long offset, byte[] bytes, int length) throws IOException;

    /** Writes what is still to be written, and gives the file its size. */
    void finish() throws IOException;

    /** Bytes of the disk that were stored. */
    long stored();
}
