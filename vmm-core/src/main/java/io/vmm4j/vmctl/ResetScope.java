package io.vmm4j.vmctl;

import java.util.Locale;

/** What {@code vmctl reset} makes vmd(8) forget. Nothing is read again: that takes a reload. */
public enum ResetScope {
    /** Switches and VMs. */
    ALL,
    /** The switches of vm.conf(5). */
    SWITCHES,
    /** All VMs. Those that run are killed, and ids are counted from 1 again. */
    VMS;

    /** As vmctl(8) writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
