package io.vmm4j.testkit.internal.traffic;

import io.vmm4j.testkit.internal.dhcp.Offer;
import io.vmm4j.testkit.internal.kernel.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the guests of a machine are that answer. To be used with the lock of the machine's timeline held. */
public final class GuestEnds {

    private final List<End> ends = new ArrayList<>();

    private GuestEnds() {}

    /** The guests of this machine. */
    public static GuestEnds of(Machine machine) {
        return machine.part(GuestEnds.class, one -> {
            GuestEnds guests = new GuestEnds();
            one.whenDown(() -> one.timeline().locked(guests.ends::clear));
            return guests;
        });
    }

    /**
     * An interface of a guest.
     *
     * @param vm the VM's name
     * @param address its IPv4 address
     * @param tap the host's end
     * @param lease what dhcpd(8) of the machine told it; empty if it has its address from elsewhere
     */
    public record End(String vm, int address, String tap, Optional<Offer> lease) {}

    /** A guest answers from now on. */
    public void appear(End end) {
        ends.remove(end);
        ends.add(end);
    }

    /** A guest does not answer any more. */
    public void disappear(End end) {
        ends.remove(end);
    }

    /** The first interface of a VM that has an address. */
    public Optional<End> ofVm(String vm) {
        return ends.stream().filter(end -> end.vm().equals(vm)).findFirst();
    }

    /** Who has an address. */
    public Optional<End> withAddress(int address) {
        return ends.stream().filter(end -> end.address() == address).findFirst();
    }
}
