package io.vmm4j.disk.iso.internal;

/** The two trees of names that an image has for the same files. */
enum IsoTree {
    /** Names of eight and three letters, with those of Rock Ridge beside them. */
    PRIMARY,
    /** Names in UCS-2. */
    JOLIET
}
