package io.vmm4j.testkit;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How the sshd(8) of a simulated guest behaves each time the guest has booted. Immutable.
 *
 * @param startsAfter from when the guest answers until it listens; connections are refused meanwhile
 * @param refusals how many connections are refused before it listens, counted after that
 * @param says what is said to whoever connects, by something that is no sshd; nothing at all if that is empty
 * @param hostKey which host key it has; guests of one VM with the same number have the same key
 */
public record SshdScript(Duration startsAfter, int refusals, Optional<String> says, int hostKey) {

    private static final SshdScript PROMPT = new SshdScript(Duration.ZERO, 0, Optional.empty(), 0);

    public SshdScript {
        Objects.requireNonNull(says, "says");
        if (startsAfter.isNegative() || refusals < 0) {
            throw new IllegalArgumentException("neither the time nor the number of refusals can be negative");
        }
    }

    /** One that is there as soon as the guest is. */
    public static SshdScript prompt() {
        return PROMPT;
    }

    /** The same, which comes up so much later than the guest. */
    public SshdScript startingAfter(Duration time) {
        return new SshdScript(time, refusals, says, hostKey);
    }

    /** The same, which comes up when so many connections have been refused. */
    public SshdScript refusing(int times) {
        return new SshdScript(startsAfter, times, says, hostKey);
    }

    /** Something else in its place, which says this and no more. */
    public SshdScript saying(String text) {
        return new SshdScript(startsAfter, refusals, Optional.of(text), hostKey);
    }

    /** One that accepts connections and says nothing. */
    public SshdScript hanging() {
        return saying("");
    }

    /** The same with another host key, as after a new installation. */
    public SshdScript withHostKey(int number) {
        return new SshdScript(startsAfter, refusals, says, number);
    }
}
