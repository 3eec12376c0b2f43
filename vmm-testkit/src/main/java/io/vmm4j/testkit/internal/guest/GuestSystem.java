package io.vmm4j.testkit.internal.guest;

/** What a guest can run. */
public enum GuestSystem {
    /** OpenBSD, as the host does, but without vmd(8). */
    OPENBSD,
    /** A Linux in the manner of Debian. */
    DEBIAN
}
