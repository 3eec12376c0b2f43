package io.vmm4j.examples.benchmarks;

import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds how often each round trip is measured, each time in a fork of its own and in turn with its rivals
 * @param warmups how many iterations of a second come before those that count
 * @param iterations how many iterations of a second count
 * @param commands how many commands the callers share
 * @param callers how many callers there are, in turn
 * @param uploads how many uploads count
 * @param mebibytes how large the uploaded file is
 */
record Scale(int rounds, int warmups, int iterations, int commands, List<Integer> callers, int uploads, int mebibytes) {

    /** What the README's figures come from. */
    static final Scale FULL = new Scale(3, 2, 3, 1000, List.of(1, 8, 32), 2, 1024);

    /** A first impression. */
    static final Scale QUICK = new Scale(1, 1, 2, 200, List.of(1, 8, 32), 1, 128);
}
