package io.vmm4j.testkit.internal.guest;

/**
 * What a VM's guest is to the network. Nothing here blocks, and all of it may be called with the lock of the timeline held. Thread
 * safe.
 */
public interface GuestMachine {

    /** It has booted and answers at this IPv4 address from now on; what is on its disk has stayed. */
    void boot(String address);

    /** It stands still: nobody can connect, and what is connected hears nothing. Its processes are not stopped. */
    void pause();

    /** It goes on after a pause. */
    void resume();

    /** It is off: its connections and processes have ended. */
    void powerOff();
}
