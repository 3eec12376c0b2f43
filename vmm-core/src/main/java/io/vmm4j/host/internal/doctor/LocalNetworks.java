package io.vmm4j.host.internal.doctor;

import io.vmm4j.NetworkMode;
import io.vmm4j.Subnet;
import io.vmm4j.internal.LocalPrefix;
import io.vmm4j.vmconf.InterfaceDefinition;
import java.util.List;
import java.util.Optional;

/** The local interfaces of VMs: where their addresses come from, and whether there are any. vm.conf(5), vmctl(8). */
final class LocalNetworks {

    private LocalNetworks() {}

    /** The prefix of their addresses; empty if vm.conf(5) is not known. */
    static Optional<Subnet> prefix(Observed host) {
        return host.configuration().value().map(conf -> LocalPrefix.of(conf).subnet());
    }

    /** The addresses of those that are there. */
    static List<Subnet> present(Observed host) {
        return host.interfaces().orElse(List.of()).stream()
                .filter(each -> each.vm().isPresent())
                .flatMap(each -> each.networks().stream())
                .toList();
    }

    /** Whether some VM has one, running or not. */
    static boolean areUsed(Observed host) {
        boolean defined = host.configuration().value().stream()
                .flatMap(conf -> conf.vms().stream())
                .flatMap(vm -> vm.value().interfaces().stream())
                .anyMatch(InterfaceDefinition::local);
        boolean recorded = host.records().orElse(List.of()).stream()
                .flatMap(spec -> spec.networks().stream())
                .anyMatch(NetworkMode.Local.class::isInstance);
        return defined || recorded || !present(host).isEmpty();
    }
}
