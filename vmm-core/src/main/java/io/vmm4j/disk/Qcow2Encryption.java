package io.vmm4j.disk;

/** How the guest's data in a qcow2 image is encrypted. vmd(8) can read none but {@link #NONE}. */
public enum Qcow2Encryption {
    NONE,
    AES,
    LUKS,
    /** A method that this release does not know. */
    UNKNOWN
}
