package io.vmm4j.testkit.internal.openbsd;

/**
 * The release that an installer installs.
 *
 * @param number {@code 7.8}
 * @param snapshot whether it is a snapshot on the way to the next one
 */
record Release(String number, boolean snapshot) {

    private static final String CURRENT = "-current";

    /** Reads the version of a medium: {@code 7.8} or {@code 7.6-current}. */
    static Release of(String version) {
        return new Release(version.replace(CURRENT, ""), version.endsWith(CURRENT));
    }

    /** As the names of sets have it: {@code 78}. */
    String digits() {
        return number.replace(".", "");
    }

    /** Where a mirror has its sets: {@code 7.8/amd64}. */
    String directory() {
        return (snapshot ? "snapshots" : number) + "/amd64";
    }

    /** As {@code 7.8} is later than {@code 7.6}. */
    boolean isAfter(String other) {
        return Double.parseDouble(number) > Double.parseDouble(other);
    }

    String version() {
        return number + (snapshot ? CURRENT : "");
    }
}
