package io.vmm4j.disk.internal;

/** Where images and those they are derived from lie: on this machine, or on a host. */
public interface ImageStore {

    /**
     * Opens a file for reading.
     *
     * @throws io.vmm4j.disk.Qcow2Exception if it is no regular file, or cannot be read
     */
    ImageFile open(String path);

    /**
     * The file that an image's backing file name means.
     *
     * @throws io.vmm4j.disk.Qcow2Exception if it is none, or may not be opened
     */
    String resolve(String image, String name);

    /** Told once before all tables of an image are read, in this order, by a store where each read is dear. */
    default void expect(ImageFile file, TableOrder order) {}

    /** Tells in which order tables will be read. */
    @FunctionalInterface
    interface TableOrder {
        /** Where each L2 table is in the file, in the order of the disk. */
        long[] offsets();
    }
}
