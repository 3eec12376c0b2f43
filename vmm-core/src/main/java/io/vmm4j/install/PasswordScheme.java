package io.vmm4j.install;

/** How a password is hashed. crypt(3). */
public enum PasswordScheme {
    /** bcrypt, {@code $2b$}: what OpenBSD reads. Cost 10: 1024 rounds of an expensive key setup. */
    BCRYPT("bcrypt ($2b$)"),
    /** SHA-512-crypt, {@code $6$}: what Linux reads, glibc and musl alike. 100000 rounds. */
    SHA_512_CRYPT("SHA-512-crypt ($6$)");

    private final String words;

    PasswordScheme(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
