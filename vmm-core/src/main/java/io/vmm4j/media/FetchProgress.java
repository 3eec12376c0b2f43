package io.vmm4j.media;

import java.util.OptionalLong;

/**
 * How far a medium has come.
 *
 * @param medium guest and name
 * @param phase what is being done
 * @param from the URL, or who else is fetching it
 * @param bytes how much has come, of this and of earlier fetches
 * @param total how much it will be, exactly or about; empty if nobody knows
 */
public record FetchProgress(String medium, Phase phase, String from, long bytes, OptionalLong total) {

    /** What is being done. */
    public enum Phase {
        /** Its digest is looked up. */
        SUMS,
        /** It comes. */
        FETCHING,
        /** Somebody else is fetching it. */
        WAITING,
        /** It is there, verified. */
        STORED
    }

    /** How much of it is there, 0 to 100; 99 at most until it is verified. */
    public int percent() {
        if (phase == Phase.STORED) {
            return 100;
        }
        return total.isEmpty() || total.getAsLong() <= 0 ? 0 : (int) Math.min(99, 100 * bytes / total.getAsLong());
    }
}
