package io.vmm4j.testkit.internal.vmd;

import java.util.OptionalInt;

/** What runs in a VM. To be used with the lock of the machine's timeline held. */
interface Guest {

    /** Who is told of a guest. */
    interface Listener {

        /** It has booted, or goes on after a pause. */
        void answers();

        /** It is paused. */
        void isSilent();

        /** Its VM process has ended. */
        void ended(End end);
    }

    /** How a VM process ends. */
    enum End {
        OFF,
        REBOOT
    }

    void powerOn();

    /** Asks it to shut down, by vmmci(4). Without the driver its process just exits. */
    void requestShutdown();

    /** Somebody shuts it down from inside. */
    void shutDownFromInside();

    /** Takes the VM away from it. A guest that has interrupts masked does not notice; its process stays. */
    void kill();

    /** Whether its VM is gone but its process is not. */
    boolean isGhost();

    /** Whether a request to pause it can succeed. */
    boolean canPause();

    void pause();

    void unpause();

    /** Ends it without a word, as when vmd dies. */
    void discard();

    /** Whether all its interfaces answer with the addresses that were set up for it. */
    boolean isOnNetwork();

    /** The address that it has by itself. */
    OptionalInt ownAddress();

    long usedMemory();
}
