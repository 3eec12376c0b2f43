package io.vmm4j;

import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.guest.Guest;
import io.vmm4j.install.SerialConsole;
import java.time.Duration;
import java.util.Optional;

/** One VM of a host, by its name. Thread safe; it holds no state of its own, every call asks the host. */
public interface Vm {

    /** Its name. */
    VmName name();

    /** Its host. */
    VmmHost host();

    /** What it is now; empty if there is no such VM. One round trip. */
    Optional<VmInfo> status();

    /**
     * Starts it, and looks a second later whether it lives. Two round trips.
     *
     * @return its status after that second
     * @throws VmNotFoundException if there is no such VM
     * @throws VmException if it runs already, or died at once
     */
    VmStatus start();

    /**
     * Stops it and returns when it has stopped; a VM that did not stop is an error. One round trip if it ends when it is
     * asked to, three if it has to be forced.
     *
     * @throws VmNotFoundException if there is no such VM
     * @throws VmException if it did not stop
     */
    StopOutcome stop(StopPolicy policy);

    /**
     * Stops it and starts it again. Three round trips, and one for each level of files that vm.conf(5) includes.
     *
     * @return its status a second after the start
     * @throws VmNotFoundException if there is no such VM
     * @throws VmException if it did not stop, nobody knows how to start it again (then it is left alone), or it died at once
     */
    VmStatus restart(StopPolicy policy);

    /**
     * Pauses it, and looks whether it is paused. Two round trips.
     *
     * @throws VmException if it is not paused afterwards
     */
    void pause();

    /**
     * Lets it go on, and looks whether it does. Its clock is behind by the time it was paused. Two round trips.
     *
     * @throws VmException if it is paused still
     */
    void unpause();

    /**
     * Stops it if it runs, and removes it. Nothing is removed if it did not stop. Three round trips; ten if it is removed from
     * vm.conf(5) as well, and one to three for each level of files that this includes.
     *
     * @throws VmNotFoundException if there is no such VM
     * @throws VmException if it did not stop, is defined in vm.conf(5) and that is to stay, a disk to be removed is another VM's
     *     as well, or that is not known; with {@link VmError#DELETE_INCOMPLETE} if it does not run any more and something of it
     *     is left
     * @throws io.vmm4j.host.ConfigurationException if vmd(8) could not forget it without starting or dropping others; nothing
     *     was done
     * @throws io.vmm4j.vmconf.VmConfEditException if it cannot be removed from its file; nothing was done
     */
    void delete(DeleteOptions options);

    /**
     * The address of its first network interface, as far as the host knows it now; empty also for a VM that does not run. One
     * round trip.
     */
    Optional<GuestAddress> address();

    /**
     * Waits until the host knows the address of its first network interface.
     *
     * @throws VmNotFoundException if there is no such VM
     * @throws VmException if vmd(8) does not know it, as it was created by vmm4j and does not run
     * @throws io.vmm4j.operation.WaitTimeoutException if it does not in time
     */
    GuestAddress awaitAddress(Duration timeout);

    /** What runs in it: to wait for it, to log in to it, and to shut it down from inside. Asks nothing yet. */
    Guest guest();

    /**
     * Connects to its serial console, on a terminal; left by {@code ~.} at the start of a line.
     *
     * @param limit how long it may stay open
     */
    Terminal openConsole(TerminalSize size, OutputSink output, Duration limit);

    /**
     * Connects to its serial console for a dialogue; it needs no terminal on the host. What it has written before is lost.
     *
     * @param limit how long it may stay open
     * @throws VmNotFoundException if there is no such VM
     * @throws VmException if it does not run
     * @throws io.vmm4j.install.ConsoleException if the console is in use or belongs to somebody else
     */
    SerialConsole console(Duration limit);
}
