package io.vmm4j.testkit.internal.board;

import io.vmm4j.testkit.internal.guest.GuestSpec;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.server.HostKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What software in a VM can do. For the thread of that software only. All that waits, waits on the guest's own clock, which stands
 * still while the VM is paused, and throws {@link GuestEnd} when the VM is gone.
 */
public interface Board {

    /** What it is made of. */
    Parts parts();

    /** The hour. */
    Instant now();

    /** Lets time pass. */
    void sleep(Duration time);

    /** Writes to the serial line; {@code \n} is written with a carriage return. */
    void print(String text);

    /** Forgets what was typed so far, as a system does when it opens the line. */
    void discardInput();

    /** Reads a line from the serial line, without its end. */
    String readLine(Echo echo);

    /** The same, empty if no line has come in time; what was typed so far is kept. */
    Optional<String> readLine(Echo echo, Duration patience);

    /** Waits for any key, which is left to be read; whether one came in time. */
    boolean awaitKey(Duration patience);

    /** What the terminal driver of the guest does with what is typed. */
    enum Echo {
        ON,
        OFF
    }

    /** How many bytes of its memory it uses from now on. */
    void useMemory(long bytes);

    /** How it takes requests to shut down by vmmci(4), from now on. */
    void onShutdown(Shutdown plan);

    /** Asks a DHCP server for an address of a network card, and has it if there is an answer. */
    Optional<Lease> askForAddress(int card);

    /** Gives a network card an address. */
    void setAddress(int card, String address);

    /** Whether a network card has an address, or is waiting for one. */
    boolean hasAddress();

    /** Fetches a URL; the time that a transfer takes is the caller's to let pass. */
    Fetched fetch(String url);

    /** Fetches a URL in the background, without waiting for who does not answer. */
    Fetched fetchAside(String url);

    /** Whether it gets as far as a login prompt. */
    default boolean reachesLogin() {
        return true;
    }

    /** Makes a machine that programs can run on; nobody reaches it yet. */
    Machine build(GuestSpec inside);

    /** Has a machine offer SSH at the VM's address from now on. */
    void serve(Machine inside, HostKeys keys);

    /** The serial line as a terminal for programs. */
    OpenFile openLine();

    /** Starts a process with the serial line as its terminal, and waits for its end; whatever runs beside it ends with the VM. */
    void run(SimProcess process);

    /** Starts a process, unless it has been started, and waits as long as this; whether it has ended. */
    boolean run(SimProcess process, Duration patience);

    /**
     * Writes something and ends: switches the VM off, reboots it, or halts for good in a VM that stays
     * ({@link GuestEnd.How#GONE}). Any thread may do so.
     */
    void end(GuestEnd.How how, String words);

    /** What its kernel writes when it panics, from now on. */
    void onPanic(String words);

    /** Offers SSH at its address from now on. */
    void serve(GuestSpec inside, long keySeed);

    /**
     * How requests to shut down are taken.
     *
     * @param answer whether there is a driver, and whether it hears
     * @param time how long it takes
     * @param words what is written at its end
     */
    record Shutdown(Answer answer, Duration time, String words) {

        /** Nobody hears: a power cut. */
        public static final Shutdown ABSENT = new Shutdown(Answer.ABSENT, Duration.ZERO, "");

        /** Someone hears and does not act. */
        public static final Shutdown HUNG = new Shutdown(Answer.HUNG, Duration.ZERO, "");

        /** What becomes of a request. */
        public enum Answer {
            ABSENT,
            HUNG,
            SHUTS_DOWN
        }
    }
}
