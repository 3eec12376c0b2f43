package io.vmm4j.testkit.internal.board;

/** What runs in a VM. One instance may run in many. */
@FunctionalInterface
public interface Software {

    /**
     * Runs until the VM is off.
     *
     * @throws GuestEnd when the VM is off, or to switch it off or reboot it; let it pass
     */
    void run(Board board);
}
