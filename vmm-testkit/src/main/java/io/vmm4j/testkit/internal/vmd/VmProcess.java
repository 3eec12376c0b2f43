package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.net.NetInterface;
import io.vmm4j.testkit.internal.vmd.GuestNetwork.Station;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The process of a running VM, and what it holds. */
final class VmProcess {

    /** What vmm(4) adds to the configured memory. */
    private static final long OVERHEAD = 2L << 20;

    private final Vm vm;
    private final int pid;
    private final Consoles.Console console;
    private final List<NetInterface> taps;
    private final DiskLocks disks;
    private final List<Station> stations = new ArrayList<>();
    private final List<Station> answering = new ArrayList<>();
    private final Guest guest;

    VmProcess(Vm vm, int pid, Consoles.Console console, Holdings holdings, Function<VmProcess, Guest> guest) {
        this.vm = vm;
        this.pid = pid;
        this.console = console;
        this.taps = List.copyOf(holdings.taps());
        this.disks = holdings.disks();
        this.guest = guest.apply(this);
    }

    /** What was opened for it. */
    record Holdings(List<NetInterface> taps, DiskLocks disks) {}

    Vm vm() {
        return vm;
    }

    int pid() {
        return pid;
    }

    Consoles.Console console() {
        return console;
    }

    List<NetInterface> taps() {
        return taps;
    }

    DiskLocks disks() {
        return disks;
    }

    Guest guest() {
        return guest;
    }

    /** Its interfaces. */
    List<Station> stations() {
        return stations;
    }

    /** The interfaces on which its guest answers. */
    List<Station> answering() {
        return answering;
    }

    VmInfo info() {
        return new VmInfo(
                vm.id(),
                vm.name(),
                vm.parameters().memory() + OVERHEAD,
                vm.owner(),
                vm.states(),
                Optional.of(new VmInfo.VmProcessInfo(pid, guest.usedMemory(), console.path())));
    }
}
