package io.vmm4j.pf.internal;

import io.vmm4j.internal.HostInterface;
import io.vmm4j.internal.VmTap;
import io.vmm4j.pf.RoutedNetwork;
import java.util.List;
import java.util.Optional;

/** The interfaces of a routed network: hostname.if(5), and what ifconfig(8) does now. */
final class InterfaceSteps {

    private static final int MODE = 0640;

    private final Draft draft;

    InterfaceSteps(Draft draft) {
        this.draft = draft;
    }

    /** Has them there, now and at boot. */
    void make(NetworkRecord record) {
        if (!(record.spec() instanceof RoutedNetwork routed)) {
            return;
        }
        String port = record.hostPort(routed);
        String device = record.device(routed);
        draft.add(draft.file("have " + port + " at boot", Paths.hostname(port), MODE)
                .map(Draft::onceConfirmed));
        draft.add(draft.file("have " + device + " at boot", Paths.hostname(device), MODE)
                .map(Draft::onceConfirmed));
        Optional<HostInterface> portSeen = draft.facts().interfaces().find(port);
        if (portSeen.isEmpty()) {
            draft.add(Commands.createHostPort(port, routed.gateway(), routed.requireSubnet()));
        } else if (!portSeen.get().has(routed.gateway()) || !portSeen.get().isUp()) {
            draft.add(Commands.address(port, routed.gateway(), routed.requireSubnet()));
        }
        boolean link1 = Layout.needsLink1(routed);
        Optional<HostInterface> seen = draft.facts().interfaces().find(device);
        if (seen.isEmpty()) {
            draft.add(Commands.createDevice(device, port, link1 ? new String[] {"link1"} : new String[0]));
            return;
        }
        if (!seen.get().members().contains(port)) {
            draft.add(Commands.add(device, port));
        }
        if (seen.get().hasLink1() != link1) {
            draft.add(Commands.link1(device, link1));
        }
    }

    /** Has them no more, neither now nor at boot. */
    void destroy(NetworkRecord record) {
        if (!(record.spec() instanceof RoutedNetwork routed)) {
            return;
        }
        String port = record.hostPort(routed);
        String device = record.device(routed);
        for (String one : List.of(device, port)) {
            draft.facts().interfaces().find(one).ifPresent(seen -> {
                draft.add(Commands.destroy(one, seen.members()));
                noteGuests(one, seen);
            });
        }
        for (String one : List.of(device, port)) {
            draft.add(draft.file("have no " + one + " at boot", Paths.hostname(one), MODE)
                    .map(Draft::onceConfirmed));
        }
    }

    private void noteGuests(String device, HostInterface seen) {
        List<String> guests = seen.members().stream()
                .map(member -> draft.facts().interfaces().find(member))
                .flatMap(Optional::stream)
                .flatMap(tap -> tap.vm().stream())
                .map(VmTap::name)
                .toList();
        if (!guests.isEmpty()) {
            draft.note("These VMs run on " + device + " and lose their network: " + String.join(", ", guests) + ".");
        }
        draft.note(
                "vmd(8) remembers the switch until vmctl reset switches and a reload, or its next start. A VM that is"
                        + " started on it before gets no network.");
    }
}
