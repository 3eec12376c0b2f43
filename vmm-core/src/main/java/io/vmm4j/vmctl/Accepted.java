package io.vmm4j.vmctl;

import java.util.List;

/**
 * vmd(8) took a wish without a word; it may still be at work on it.
 *
 * @param warnings what was printed all the same
 */
public record Accepted(List<String> warnings) {

    public Accepted {
        warnings = List.copyOf(warnings);
    }
}
