package io.vmm4j.examples.benchmarks;

import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds how often each contestant has its turn at what takes milliseconds, each time in a fork of its own
 * @param warmups how many iterations of a second come before those that count
 * @param iterations how many iterations of a second count
 * @param shots how often each contestant has its turn at what takes seconds
 * @param commands how many commands the callers share
 * @param callers how many callers there are, in turn
 * @param mebibytes how large the uploaded file is
 */
record Scale(int rounds, int warmups, int iterations, int shots, int commands, List<Integer> callers, int mebibytes) {

    /** What the README's figures come from. */
    static final Scale FULL = new Scale(5, 2, 2, 3, 1000, List.of(1, 8, 32), 1024);

    /** A first impression. */
    static final Scale QUICK = new Scale(1, 1, 2, 1, 200, List.of(1, 8, 32), 128);
}
