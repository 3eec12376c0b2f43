package io.vmm4j.testkit.internal.libc;

import io.vmm4j.testkit.internal.kernel.Errno;

/** The texts of strerror(3), for numbers that need not be errors of the system. */
public final class Strerror {

    private static final int EPROCLIM = 67;

    private Strerror() {}

    /** What the number means. */
    public static String text(int number) {
        for (Errno errno : Errno.values()) {
            if (errno.number() == number) {
                return errno.text();
            }
        }
        return number == EPROCLIM ? "Too many processes" : "Unknown error: " + number;
    }
}
