package io.vmm4j.media;

/** How a guest is installed. */
public enum InstallerKind {
    /** autoinstall(8) from bsd.rd. */
    OPENBSD_AUTOINSTALL("openbsd-autoinstall"),
    /** A ready disk image and a NoCloud seed. */
    READY_IMAGE("ready-image"),
    /** The installer of Debian with a preseed file. */
    DEBIAN_PRESEED("debian-preseed"),
    /** The installer of Ubuntu Server with autoinstall data. */
    UBUNTU_AUTOINSTALL("ubuntu-autoinstall"),
    /** setup-alpine with an answer file, over the serial console. */
    ALPINE_ANSWERS("alpine-answers"),
    /** A person at the serial console. */
    MANUAL("manual");

    private final String word;

    InstallerKind(String word) {
        this.word = word;
    }

    /** The word that catalogues have for it. */
    @Override
    public String toString() {
        return word;
    }
}
