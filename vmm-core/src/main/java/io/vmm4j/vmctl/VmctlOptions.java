package io.vmm4j.vmctl;

import java.util.Set;

/**
 * The options of one subcommand, as its usage text lists them.
 *
 * @param letters the options' letters
 */
public record VmctlOptions(Set<Character> letters) {

    public VmctlOptions {
        letters = Set.copyOf(letters);
    }

    /** Whether the subcommand takes this option: {@code 'p'} of {@code start} means that a VM can have several CPUs. */
    public boolean takes(char letter) {
        return letters.contains(letter);
    }
}
