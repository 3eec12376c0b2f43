package io.vmm4j.testkit.internal.board;

/** The end of what runs in a VM. */
public final class GuestEnd extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final How how;

    private GuestEnd(How how) {
        super(how.name(), null, false, false);
        this.how = how;
    }

    /** Who ended it. */
    public enum How {
        /** The VM has been taken away: nothing is left to be done. */
        GONE,
        /** It switches itself off. */
        OFF,
        /** It reboots. */
        REBOOT
    }

    /** The VM is gone. */
    public static GuestEnd gone() {
        return new GuestEnd(How.GONE);
    }

    /** Switches the VM off. */
    public static GuestEnd off() {
        return new GuestEnd(How.OFF);
    }

    /** Reboots the VM. */
    public static GuestEnd reboot() {
        return new GuestEnd(How.REBOOT);
    }

    /** Who ended it. */
    public How how() {
        return how;
    }
}
