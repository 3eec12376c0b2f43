package io.vmm4j.media;

/** An algorithm by which media are verified; the host has a program of this name for each, sha256(1) and sha512(1). */
public enum DigestAlgorithm {
    /** SHA-256. */
    SHA256("sha256", 64),
    /** SHA-512. */
    SHA512("sha512", 128);

    private final String word;
    private final int digits;

    DigestAlgorithm(String word, int digits) {
        this.word = word;
        this.digits = digits;
    }

    /** Whether this is a digest of it: lower-case hexadecimal of the right length. */
    public boolean isDigest(String text) {
        return text.length() == digits && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /** The word that catalogues have for it, and the name of the program. */
    @Override
    public String toString() {
        return word;
    }
}
