package io.vmm4j.host.internal.doctor;

import io.vmm4j.NetworkMode;
import io.vmm4j.vmconf.GlobalSetting;
import io.vmm4j.vmconf.InterfaceDefinition;
import java.util.List;
import java.util.Optional;

/** The local interfaces of VMs: where their addresses come from, and whether there are any. vm.conf(5), vmctl(8). */
final class LocalNetworks {

    private static final Network STANDARD = new Network(0x64400000L, 10);
    private static final int BITS_IF_NOT_SAID = 16;

    private LocalNetworks() {}

    /** The prefix of their addresses; empty if vm.conf(5) is not known. */
    static Optional<Network> prefix(Observed host) {
        return host.configuration()
                .value()
                .flatMap(conf -> conf.setting(GlobalSetting.LocalPrefix.class)
                        .map(setting -> Network.parse(setting.prefix(), BITS_IF_NOT_SAID))
                        .orElse(Optional.of(STANDARD)));
    }

    /** The addresses of those that are there. */
    static List<Network> present(Observed host) {
        return host.interfaces().orElse(List.of()).stream()
                .filter(HostInterface::isLocalInterface)
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
