package io.vmm4j;

/** What is inside a disk image. vmctl(8), vm.conf(5). */
public enum DiskFormat {
    /** The bytes of the disk, one to one; sparse when vmctl(8) made it. */
    RAW("raw"),
    /** QEMU's format, version 3, uncompressed: grows as it is written, and can be derived from a base. */
    QCOW2("qcow2");

    private final String text;

    DiskFormat(String text) {
        this.text = text;
    }

    /** As vmctl(8) and vm.conf(5) write it. */
    @Override
    public String toString() {
        return text;
    }
}
