package io.vmm4j.media;

/** How a published list of digests is written. */
public enum SumsFormat {
    /** As sha256sum(1) of GNU or sha256(1) of OpenBSD write it. */
    LIST("list"),
    /** latest-releases.yaml of Alpine Linux. */
    ALPINE("alpine"),
    /** A page that lists a directory, in which each file has its digest beside it: {@code image.qcow2.sha512}. */
    BESIDE("beside");

    private final String word;

    SumsFormat(String word) {
        this.word = word;
    }

    /** The word that catalogues have for it. */
    @Override
    public String toString() {
        return word;
    }
}
