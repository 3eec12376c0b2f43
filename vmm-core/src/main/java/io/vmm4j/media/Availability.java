package io.vmm4j.media;

/** Whether the media of a release exist. */
public enum Availability {
    /** They do. */
    RELEASED("released"),
    /** They may not yet: the release counts once its media can be fetched, whatever else is in its directory. */
    ANNOUNCED("announced");

    private final String word;

    Availability(String word) {
        this.word = word;
    }

    /** The word that catalogues have for it. */
    @Override
    public String toString() {
        return word;
    }
}
