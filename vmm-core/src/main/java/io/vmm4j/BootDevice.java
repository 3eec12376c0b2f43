package io.vmm4j;

/** From where a VM boots, when it should not be left to the BIOS. {@code -B} of vmctl(8), {@code boot device} of vm.conf(5). */
public enum BootDevice {
    /** The first disk, through the BIOS. */
    DISK("disk"),
    /** The cdrom, through the BIOS. */
    CDROM("cdrom"),
    /**
     * A netboot that vmd(8) simulates for a kernel it loads itself: the kernel is told the MAC address of the first
     * interface, and OpenBSD's installer then starts unattended. The VM ends when the guest reboots.
     */
    NET("net");

    private final String text;

    BootDevice(String text) {
        this.text = text;
    }

    /** As vmctl(8) and vm.conf(5) write it. */
    @Override
    public String toString() {
        return text;
    }
}
