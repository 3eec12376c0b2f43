package io.vmm4j.event.internal;

import java.time.Duration;

/**
 * How often a host is looked at.
 *
 * @param interval between two looks
 * @param longestPause how long it is left alone at most after looks that failed
 * @param delayedAfter how many intervals without a look are a gap
 */
public record Rhythm(Duration interval, Duration longestPause, int delayedAfter) {

    /** How long to wait after so many looks that failed, one after the other. */
    Duration pauseAfter(int failures) {
        Duration pause = interval;
        for (int i = 1; i < failures && pause.compareTo(longestPause) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }

    /** How long without a look is not worth mentioning. */
    Duration patience() {
        return interval.multipliedBy(delayedAfter);
    }
}
