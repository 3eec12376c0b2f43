package io.vmm4j.media.internal;

import java.util.List;

/**
 * What became of one attempt to get a medium from one place.
 *
 * @param outcome how it ended
 * @param from how much there was before
 * @param to how much there is now
 * @param said what ftp(1), or the source, said
 */
record Attempt(Outcome outcome, long from, long to, String said) {

    /** How it ended. */
    enum Outcome {
        /** It is there, verified, under its name. */
        STORED,
        /** It came wholly and is something else; it is gone. */
        CORRUPT,
        /** What came is not it; perhaps not all has come. */
        SHORT,
        /** It could not be fetched, or not wholly; what came is kept. */
        FAILED,
        /** Nothing came for too long; what came is kept. */
        STALLED,
        /** Somebody else is fetching it. */
        HELD
    }

    /** What the script printed. */
    static Attempt read(List<String> lines) {
        Outcome outcome = Outcome.FAILED;
        long from = -1;
        long to = 0;
        String said = "";
        for (String line : lines) {
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "size" -> {
                    to = Long.parseLong(words[1]);
                    from = from < 0 ? to : from;
                }
                case "said" -> said = words.length > 1 ? words[1] : "";
                case "stored" -> outcome = Outcome.STORED;
                case "corrupt" -> {
                    outcome = Outcome.CORRUPT;
                    said = "its digest is " + words[1];
                }
                case "short" -> outcome = Outcome.SHORT;
                case "stalled" -> {
                    outcome = Outcome.STALLED;
                    said = "nothing came any more";
                }
                default -> {}
            }
        }
        return new Attempt(outcome, Math.max(0, from), to, said);
    }

    boolean grew() {
        return to > from;
    }
}
