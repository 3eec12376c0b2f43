package io.vmm4j.testkit.internal.hypervisor;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.GuestScript.Lead;
import io.vmm4j.testkit.SimulatedLabel;
import io.vmm4j.testkit.internal.board.Firmware;
import io.vmm4j.testkit.internal.board.Parts;
import io.vmm4j.testkit.internal.board.Software;
import io.vmm4j.testkit.internal.linux.Linux;
import io.vmm4j.testkit.internal.openbsd.OpenBsd;
import io.vmm4j.testkit.internal.vmd.VmdHost;
import java.util.Optional;
import java.util.function.Function;

/** Which guests follow their scripts, and which do what they boot. */
final class BootingGuests implements VmdHost.Guests {

    private final Function<String, GuestScript> scripts;
    private final GuestMachines machines;

    BootingGuests(Function<String, GuestScript> scripts, GuestMachines machines) {
        this.scripts = scripts;
        this.machines = machines;
    }

    @Override
    public GuestScript of(String vm) {
        return scripts.apply(vm);
    }

    @Override
    public Optional<Software> boot(Parts parts) {
        GuestScript script = scripts.apply(parts.vm());
        machines.follows(parts.vm());
        if (script.lead() == Lead.SCRIPT) {
            return Optional.empty();
        }
        Optional<Software> found = new Firmware(BootingGuests::system).find(parts);
        if (found.isEmpty() && script.lead() == Lead.MEDIA) {
            found = Optional.of(Firmware::findNothing);
        }
        found.ifPresent(software -> machines.boots(parts.vm()));
        return found.map(software -> board -> software.run(new FaultyBoard(board, script.faults())));
    }

    /** The systems that the simulation has, by what they are on. */
    private static Optional<Software> system(SimulatedLabel label) {
        return label.name().equals(OpenBsd.NAME) ? OpenBsd.from(label) : Linux.from(label);
    }
}
