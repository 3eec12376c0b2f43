package io.vmm4j.examples.benchmarks;

import java.util.Locale;

/**
 * Ours beside a rival.
 *
 * @param ours what ours is called
 * @param rival what the rival is called
 * @param our our figure
 * @param their the rival's figure
 * @param unit what both count
 * @param target what the ratio should be
 */
record Row(String ours, String rival, double our, double their, String unit, Target target) {

    static Row of(String ours, String rival, double our, double their, String unit) {
        return new Row(ours, rival, our, their, unit, new Target.None());
    }

    Row atMost(double limit) {
        return new Row(ours, rival, our, their, unit, new Target.AtMost(limit));
    }

    Row atLeast(double limit) {
        return new Row(ours, rival, our, their, unit, new Target.AtLeast(limit));
    }

    double ratio() {
        return our / their;
    }

    boolean hasTarget() {
        return !(target instanceof Target.None);
    }

    boolean met() {
        return target.met(ratio());
    }

    @Override
    public String toString() {
        String verdict = hasTarget() ? (met() ? "met" : "MISSED") : "";
        return String.format(
                        Locale.ROOT,
                        "  %-16s / %-22s %8s %8s %-5s %6.2f  %7s  %s",
                        ours,
                        rival,
                        digits(our),
                        digits(their),
                        unit,
                        ratio(),
                        target,
                        verdict)
                .stripTrailing();
    }

    /** Three digits that count. */
    private static String digits(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
