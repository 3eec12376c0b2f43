package io.vmm4j.testkit;

/** The releases of OpenBSD that a simulated host can play, oldest first. */
public enum OpenBsdRelease {
    /** Before the STATE column of {@code vmctl status}. */
    V6_5("6.5", "OpenBSD 6.5 (GENERIC.MP) #3: Sat Apr 13 14:48:43 MDT 2019"),
    /** The release that the transcripts were captured on. */
    V7_6("7.6", "OpenBSD 7.6-current (GENERIC.MP) #421: Tue Nov 26 08:12:25 MST 2024"),
    V7_8("7.8", "OpenBSD 7.8 (GENERIC.MP) #54: Sun Oct 12 12:54:38 MDT 2025"),
    V7_9("7.9", "OpenBSD 7.9 (GENERIC.MP) #61: Tue May 12 10:20:11 MDT 2026");

    private final String number;
    private final String kernel;

    OpenBsdRelease(String number, String kernel) {
        this.number = number;
        this.kernel = kernel;
    }

    /** What {@code uname -r} prints. */
    public String number() {
        return number;
    }

    /** The first line of {@code sysctl -n kern.version}. */
    public String kernelVersion() {
        return kernel;
    }

    /** Whether it is that release or a later one. */
    public boolean isAtLeast(OpenBsdRelease other) {
        return compareTo(other) >= 0;
    }
}
