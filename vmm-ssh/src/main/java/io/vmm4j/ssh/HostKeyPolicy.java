package io.vmm4j.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Which host keys are trusted. There is no policy that trusts any key; a key that differs from the known one is refused by all
 * of them.
 */
public sealed interface HostKeyPolicy {

    /** Only keys in the user's {@code ~/.ssh/known_hosts} or in {@code /etc/ssh/ssh_known_hosts}. */
    static HostKeyPolicy strict() {
        return new KnownHosts(
                List.of(
                        Path.of(System.getProperty("user.home"), ".ssh", "known_hosts"),
                        Path.of("/etc/ssh/ssh_known_hosts")),
                false);
    }

    /** Only keys in this file, of known_hosts(5)'s form. */
    static HostKeyPolicy strict(Path knownHosts) {
        return new KnownHosts(List.of(knownHosts), false);
    }

    /**
     * Keys in this file; the key of a host that is not in it at all is added to it, so that only the first contact is taken on
     * trust.
     */
    static HostKeyPolicy acceptNew(Path knownHosts) {
        return new KnownHosts(List.of(knownHosts), true);
    }

    /**
     * Only keys with one of these fingerprints, as {@code ssh-keygen -lf} prints them.
     *
     * @param fingerprints at least one, each {@code SHA256:} and 43 characters of base64
     */
    static HostKeyPolicy pinned(String... fingerprints) {
        return new Pinned(List.of(fingerprints));
    }

    /** Only keys that the judge trusts, who also answers for it. */
    static HostKeyPolicy judgedBy(HostKeyJudge judge) {
        return new Judged(judge);
    }

    /**
     * Keys that somebody else decides on.
     *
     * @param judge who decides
     */
    record Judged(HostKeyJudge judge) implements HostKeyPolicy {

        public Judged {
            Objects.requireNonNull(judge, "judge");
        }
    }

    /**
     * Keys listed in files.
     *
     * @param files known_hosts(5) files, those that do not exist being empty
     * @param addsNew whether the key of an unlisted host is added to the first file
     */
    record KnownHosts(List<Path> files, boolean addsNew) implements HostKeyPolicy {

        public KnownHosts {
            files = List.copyOf(files);
            if (files.isEmpty()) {
                throw new IllegalArgumentException("at least one known_hosts file is needed");
            }
        }
    }

    /**
     * Keys by their fingerprints.
     *
     * @param fingerprints each {@code SHA256:...}
     */
    record Pinned(List<String> fingerprints) implements HostKeyPolicy {

        public Pinned {
            fingerprints = List.copyOf(fingerprints);
            if (fingerprints.isEmpty()) {
                throw new IllegalArgumentException("at least one fingerprint is needed");
            }
            for (String fingerprint : fingerprints) {
                if (!fingerprint.matches("SHA256:[A-Za-z0-9+/]{43}=?")) {
                    throw new IllegalArgumentException(
                            "not a fingerprint of the form SHA256:... that ssh-keygen -lf prints: " + fingerprint);
                }
            }
        }
    }
}
