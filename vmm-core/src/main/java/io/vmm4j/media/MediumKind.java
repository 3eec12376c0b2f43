package io.vmm4j.media;

/** What a medium is used as. */
public enum MediumKind {
    /** A kernel that vmd(8) loads itself, such as bsd.rd. */
    KERNEL("kernel"),
    /** An image of a CD. */
    CDROM("cdrom"),
    /** A disk image with a system on it. */
    IMAGE("image"),
    /** A file set of OpenBSD. */
    SET("set");

    private final String word;

    MediumKind(String word) {
        this.word = word;
    }

    /** The word that catalogues have for it. */
    @Override
    public String toString() {
        return word;
    }
}
