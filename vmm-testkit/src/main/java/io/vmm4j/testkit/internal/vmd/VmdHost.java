package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.internal.board.Parts;
import io.vmm4j.testkit.internal.board.Software;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.net.Interfaces;
import io.vmm4j.testkit.internal.net.Taps;
import io.vmm4j.testkit.internal.vmd.config.Keywords;
import java.util.Optional;

/**
 * What vmd(8) finds on the machine it runs on.
 *
 * @param machine files, accounts, time
 * @param interfaces the network interfaces
 * @param taps the tap(4) devices
 * @param consoles the pseudo-terminals
 * @param guests how guests behave
 * @param network where guests answer
 * @param release what this release does differently
 */
public record VmdHost(
        Machine machine,
        Interfaces interfaces,
        Taps taps,
        Consoles consoles,
        Guests guests,
        GuestNetwork network,
        Release release) {

    /** How guests behave, by the name of their VM. */
    @FunctionalInterface
    public interface Guests {

        /** The script that a VM's guest follows from its start on. */
        GuestScript of(String vm);

        /** What a VM boots by itself; empty if its guest follows its script. */
        default Optional<Software> boot(Parts parts) {
            return Optional.empty();
        }
    }

    /**
     * What a release does differently.
     *
     * @param keywords the words of its vm.conf(5)
     * @param pauseAnswer whom it tells that a VM was paused
     * @param cpus how many CPUs are online, which is how many VMs start at a time
     */
    public record Release(Keywords keywords, PauseAnswer pauseAnswer, int cpus) {}

    /** Whom vmd(8) tells that a VM was paused. */
    public enum PauseAnswer {
        /** Who asked: up to 7.7. */
        TO_ASKER,
        /** Who started the VM; for one that vmd started by itself that is nobody, and who asked waits for ever. */
        TO_STARTER
    }
}
