package io.vmm4j.operation;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.internal.Reasons;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Something did not come about in time. {@link #sightings()} tells what was seen instead, and when. */
public final class WaitTimeoutException extends VmmException {

    private static final long serialVersionUID = 1L;

    private final transient List<Sighting> sightings;

    WaitTimeoutException(Problem problem, Duration timeout, List<Sighting> sightings) {
        super(problem.with("timeout", Reasons.inWords(timeout)).with("seen", inWords(sightings)), null);
        this.sightings = List.copyOf(sightings);
    }

    /**
     * What was seen at one time; a look that saw the same as the one before is left out.
     *
     * @param after how long after the wait began
     * @param what what there was, in a few words
     */
    public record Sighting(Duration after, String what) {

        @Override
        public String toString() {
            return what + " after " + Reasons.inWords(after);
        }
    }

    /** What was seen, oldest first. */
    public List<Sighting> sightings() {
        return sightings;
    }

    private static String inWords(List<Sighting> sightings) {
        return sightings.stream().map(Sighting::toString).collect(Collectors.joining(", then "));
    }
}
