package io.vmm4j.testkit;

import java.time.Duration;
import java.util.Objects;
import java.util.Random;

/**
 * What goes wrong with a guest that boots from its media. Other failures need no such thing: leave an answer out, let a mirror fail,
 * make a disk small.
 *
 * @param kind what
 * @param after how long after each start of the VM
 */
public record GuestFault(Kind kind, Duration after) {

    /** What can go wrong. */
    public enum Kind {
        /** The kernel panics and sits in ddb(4). */
        KERNEL_PANIC,
        /** It stops, writes nothing more and hears nothing. */
        HANG,
        /** It never shows a login prompt, and runs no sshd(8), if it is an installed system. */
        NO_LOGIN,
        /** A Linux that switches itself off halts, and its VM stays. */
        STAYS_HALTED
    }

    /** Checks the time. */
    public GuestFault {
        Objects.requireNonNull(kind, "kind");
        if (after.isNegative()) {
            throw new IllegalArgumentException("after must not be negative: " + after);
        }
    }

    /** A kernel that panics this long after its start. */
    public static GuestFault kernelPanic(Duration after) {
        return new GuestFault(Kind.KERNEL_PANIC, after);
    }

    /** A guest that hangs from this long after its start on. */
    public static GuestFault hang(Duration after) {
        return new GuestFault(Kind.HANG, after);
    }

    /** An installed system that never shows a login prompt. */
    public static GuestFault noLogin() {
        return new GuestFault(Kind.NO_LOGIN, Duration.ZERO);
    }

    /** A Linux whose VM stays when it has switched itself off. */
    public static GuestFault staysHalted() {
        return new GuestFault(Kind.STAYS_HALTED, Duration.ZERO);
    }

    /** One of all kinds at some time up to a limit; the same seed gives the same. */
    public static GuestFault random(long seed, Duration within) {
        Random random = new Random(seed);
        // A power of two would take the highest bits alone, which neighbouring seeds share.
        Kind kind = Kind.values()[random.nextInt(3 * Kind.values().length) % Kind.values().length];
        return new GuestFault(kind, Duration.ofMillis((long) (random.nextDouble() * within.toMillis())));
    }
}
