package io.vmm4j.install;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was seen on a console. Immutable.
 *
 * @param expectation which of the alternatives it was
 * @param text what of the line matched
 * @param groups the groups of its pattern, the first one first; empty for one that took no part
 * @param before the lines that the guest completed before it, oldest first, at most the last 1000, with secrets masked
 */
public record ConsoleMatch(Expectation expectation, String text, List<Optional<String>> groups, List<String> before) {

    public ConsoleMatch {
        Objects.requireNonNull(expectation, "expectation");
        Objects.requireNonNull(text, "text");
        groups = List.copyOf(groups);
        before = List.copyOf(before);
    }

    /** Whether it was this one. */
    public boolean is(Expectation one) {
        return expectation == one;
    }

    /**
     * A group of its pattern, 1 for the first.
     *
     * @throws IllegalStateException if it took no part
     * @throws IndexOutOfBoundsException if there is no such group
     */
    public String group(int number) {
        return groups.get(number - 1)
                .orElseThrow(() -> new IllegalStateException("group " + number + " of " + expectation + " is empty"));
    }
}
