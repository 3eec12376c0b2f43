package io.vmm4j.media;

import io.vmm4j.host.OpenBsdRelease;
import java.util.Objects;
import java.util.Optional;

/**
 * Hosts on which a guest does not work, or not wholly.
 *
 * @param from the first such release; every one before {@code through} if empty
 * @param through the last such release; every one after {@code from} if empty
 * @param severity how bad it is
 * @param reason what happens, in one sentence
 */
public record Incompatibility(
        Optional<OpenBsdRelease> from, Optional<OpenBsdRelease> through, Severity severity, String reason) {

    /** How bad it is. */
    public enum Severity {
        /** It cannot be used there. */
        UNUSABLE("unusable"),
        /** It works, with the drawback that the reason tells. */
        LIMITED("limited");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    public Incompatibility {
        Objects.requireNonNull(severity, "severity");
        if (reason.isBlank()) {
            throw MediaException.badValue("reason", reason, "it must say what happens");
        }
    }

    /** Whether a host of this release is among them. */
    public boolean affects(OpenBsdRelease host) {
        return from.map(first -> host.compareTo(first) >= 0).orElse(true)
                && through.map(last -> host.compareTo(last) <= 0).orElse(true);
    }
}
