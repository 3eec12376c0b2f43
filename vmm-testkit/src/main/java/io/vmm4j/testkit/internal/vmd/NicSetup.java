package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.net.IfAddress;
import io.vmm4j.testkit.internal.net.Inet6;
import io.vmm4j.testkit.internal.net.Interfaces;
import io.vmm4j.testkit.internal.net.NetInterface;
import io.vmm4j.testkit.internal.vmd.GuestNetwork.Station;
import io.vmm4j.testkit.internal.vmd.config.LocalPrefix;
import io.vmm4j.testkit.internal.vmd.config.LocalPrefix6;
import io.vmm4j.testkit.internal.vmd.config.Nic;
import io.vmm4j.testkit.internal.vmd.config.SwitchDefinition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Configures the taps of a VM that was started: description, switch, routing domain, groups, up or down, addresses. */
final class NicSetup {

    private static final int MASK_31 = 0xfffffffe;
    private static final int LENGTH_96 = 96;

    private final Interfaces interfaces;
    private final Switches switches;
    private final DaemonLog log;
    private LocalPrefix prefix = LocalPrefix.DEFAULT;
    private Optional<LocalPrefix6> prefix6 = Optional.empty();

    NicSetup(Interfaces interfaces, Switches switches, DaemonLog log) {
        this.interfaces = interfaces;
        this.switches = switches;
        this.log = log;
    }

    void setPrefix(LocalPrefix network) {
        prefix = network;
    }

    void setPrefix6(Optional<LocalPrefix6> network) {
        prefix6 = network;
    }

    void configure(VmProcess process) {
        for (int i = 0; i < process.taps().size(); i++) {
            configure(process, i);
        }
    }

    private void configure(VmProcess process, int index) {
        NetInterface tap = process.taps().get(index);
        Nic nic = process.vm().parameters().nics().get(index);
        Switches.describe(
                interfaces,
                tap,
                "vm" + process.vm().id() + "-if" + index + "-" + process.vm().name());
        Optional<SwitchDefinition> definition = nic.switchName().flatMap(switches::find);
        if (nic.switchName().isPresent() && definition.isEmpty()) {
            log.log("switch \"" + nic.switchName().get() + "\" not found");
        }
        definition.ifPresent(network -> attach(tap, network));
        OptionalInt switchDomain = definition.map(SwitchDefinition::rdomain).orElse(OptionalInt.empty());
        tap.setRdomain(nic.rdomain().orElse(switchDomain.orElse(0)));
        nic.group().ifPresent(tap.groups()::add);
        definition.flatMap(SwitchDefinition::group).ifPresent(tap.groups()::add);
        tap.setUp(nic.flags().up());
        OptionalInt guest = nic.flags().local() ? address(process, index, tap) : ownAddress(process, index);
        nic.lladdr()
                .ifPresent(lladdr ->
                        process.stations().add(new Station(process.vm().name(), tap, lladdr, guest)));
    }

    /** The address that the guest brings itself, on its first interface that is not local. */
    private static OptionalInt ownAddress(VmProcess process, int index) {
        List<Nic> earlier = process.vm().parameters().nics().subList(0, index);
        boolean first = earlier.stream().allMatch(nic -> nic.flags().local());
        return first ? process.guest().ownAddress() : OptionalInt.empty();
    }

    private void attach(NetInterface tap, SwitchDefinition definition) {
        try {
            NetInterface device = interfaces.find(definition.device()).orElseThrow(() -> new SystemError(Errno.ENXIO));
            interfaces.addMember(device, tap.name());
        } catch (SystemError e) {
            log.log("SIOCBRDGADD: " + e.errno().text());
        }
    }

    /** Gives the tap its addresses, and says which one the guest will be given. */
    private OptionalInt address(VmProcess process, int index, NetInterface tap) {
        OptionalInt host = prefix.hostAddress(process.vm().id(), index);
        if (host.isEmpty()) {
            log.log("vm_priv_addr: dhcp address range exceeded, vm id "
                    + process.vm().id() + " interface " + index);
            return OptionalInt.empty();
        }
        int guest = host.getAsInt() + 1;
        try {
            interfaces.addAddress(tap, new IfAddress(host.getAsInt(), MASK_31));
        } catch (SystemError e) {
            log.log("SIOCAIFADDR: " + e.errno().text());
        }
        prefix6.ifPresent(network -> {
            Inet6 address = network.hostAddress(guest);
            tap.addresses6().add(new NetInterface.Inet6Address(address, LENGTH_96));
        });
        return OptionalInt.of(guest);
    }
}
