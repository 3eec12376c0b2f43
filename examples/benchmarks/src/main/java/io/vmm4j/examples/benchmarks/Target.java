package io.vmm4j.examples.benchmarks;

import java.util.Locale;

/** What a ratio of ours to the rival's should be. */
sealed interface Target {

    /** Whether the ratio is good enough. */
    boolean met(double ratio);

    /** No target: told for information. */
    record None() implements Target {

        @Override
        public boolean met(double ratio) {
            return true;
        }

        @Override
        public String toString() {
            return "";
        }
    }

    /** Ours takes at most so many times as much. */
    record AtMost(double limit) implements Target {

        @Override
        public boolean met(double ratio) {
            return ratio <= limit;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "<= %.2f", limit);
        }
    }

    /** Ours does at least so many times as much. */
    record AtLeast(double limit) implements Target {

        @Override
        public boolean met(double ratio) {
            return ratio >= limit;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, ">= %.2f", limit);
        }
    }
}
