package io.vmm4j.host.internal.doctor;

import static io.vmm4j.host.SymptomCode.PTYS_TAKEN;
import static io.vmm4j.host.SymptomCode.TAPS_TAKEN;
import static io.vmm4j.host.SymptomCode.TAPS_TOO_FEW;

import io.vmm4j.VmStatus;
import io.vmm4j.host.Symptom;
import io.vmm4j.vmconf.VmDefinition;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether one more VM finds a tap(4) and a pseudo-terminal. */
final class NodesCheck {

    private static final int MOST_TAPS = 256;
    private static final int PTYS_AT_ONCE = 62;

    private NodesCheck() {}

    /** Taps: one for each network interface of a VM. */
    static List<Symptom> taps(Observed host) {
        if (host.nodes().value().isEmpty()) {
            return List.of();
        }
        int there = host.nodes().value().get().taps();
        long taken = host.interfaces().orElse(List.of()).stream()
                .filter(each -> each.vm().isPresent())
                .count();
        int defined = host.configuration()
                .map(conf -> conf.vms().stream()
                        .mapToInt(vm -> interfaces(vm.value()))
                        .sum())
                .orElse(0);
        if (defined > there) {
            return Check.symptom(
                    TAPS_TOO_FEW,
                    there + " nodes of tap(4) in /dev, and " + defined + " network interfaces in /etc/vm.conf",
                    makedev(there, defined));
        }
        return taken >= there
                ? Check.symptom(
                        TAPS_TAKEN,
                        "VMs have " + taken + " of the " + there + " nodes of tap(4) in /dev",
                        makedev(there, there + 4))
                : List.of();
    }

    private static int interfaces(VmDefinition vm) {
        return Math.max(vm.interfaces().size(), vm.interfaceCount().orElse(0));
    }

    private static String makedev(int from, int to) {
        StringBuilder command = new StringBuilder("cd /dev && sh MAKEDEV");
        IntStream.range(from, Math.min(to, MOST_TAPS))
                .forEach(number -> command.append(" tap").append(number));
        return command.toString();
    }

    /** Pseudo-terminals: one for each VM, as far as its own tell; those of logins are not counted. */
    static List<Symptom> ptys(Observed host) {
        if (host.nodes().value().isEmpty()) {
            return List.of();
        }
        int there = host.nodes().value().get().ptys();
        long taken = host.vms().value().stream()
                .flatMap(vms -> vms.stream().flatMap(NodesCheck::terminal))
                .count();
        return taken >= there
                ? Check.symptom(
                        PTYS_TAKEN,
                        "VMs have " + taken + " of the " + there + " pseudo-terminals in /dev",
                        "cd /dev && sh MAKEDEV pty" + there / PTYS_AT_ONCE)
                : List.of();
    }

    private static Stream<String> terminal(VmStatus vm) {
        return vm.tty().stream();
    }
}
