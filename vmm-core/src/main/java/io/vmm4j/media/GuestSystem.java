package io.vmm4j.media;

/** Which kind of system a guest runs; installers and recipes differ by it. */
public enum GuestSystem {
    /** OpenBSD. */
    OPENBSD("openbsd"),
    /** Debian. */
    DEBIAN("debian"),
    /** Ubuntu Server. */
    UBUNTU("ubuntu"),
    /** Alpine Linux. */
    ALPINE("alpine"),
    /** Something else, that an application added. */
    OTHER("other");

    private final String word;

    GuestSystem(String word) {
        this.word = word;
    }

    /** The word that catalogues have for it. */
    @Override
    public String toString() {
        return word;
    }
}
