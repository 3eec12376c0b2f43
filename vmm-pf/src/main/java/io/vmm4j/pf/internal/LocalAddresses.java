package io.vmm4j.pf.internal;

import io.vmm4j.Ipv4Address;
import io.vmm4j.VmStatus;
import io.vmm4j.host.Finding;
import io.vmm4j.internal.HostInterface;
import io.vmm4j.internal.LocalPrefix;
import io.vmm4j.internal.VmTap;
import io.vmm4j.vmconf.InterfaceDefinition;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmctl.StatusTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what vmd(8) makes of the ids of VMs with what their taps are described by and addressed with: the addresses of guests with
 * local interfaces follow from either. Not thread safe.
 */
final class LocalAddresses {

    private final NetworkFacts facts;
    private final LocalPrefix prefix;
    private final List<String> guests = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private final Map<Ipv4Address, String> seen = new HashMap<>();

    private LocalAddresses(NetworkFacts facts) {
        this.facts = facts;
        this.prefix = LocalPrefix.of(facts.vmConf());
    }

    /**
     * Compares.
     *
     * @param status what vmd(8) says of its VMs; empty if it does not run
     */
    static Finding compare(NetworkFacts facts, Optional<StatusTable> status) {
        if (status.isEmpty()) {
            return Finding.unknown("vmd(8) does not run");
        }
        LocalAddresses addresses = new LocalAddresses(facts);
        status.get().vms().stream().filter(VmStatus::isRunning).forEach(addresses::look);
        if (!addresses.differences.isEmpty()) {
            return Finding.no(String.join("\n", addresses.differences));
        }
        return addresses.guests.isEmpty()
                ? Finding.unknown("no VM with a local interface runs")
                : Finding.yes(String.join(", ", addresses.guests));
    }

    private void look(VmStatus vm) {
        List<HostInterface> taps = facts.interfaces().interfaces().stream()
                .filter(one -> one.vm().filter(tap -> tap.vm().equals(vm.id())).isPresent())
                .toList();
        taps.forEach(tap -> look(vm, tap, tap.vm().orElseThrow()));
        defined(vm).forEach(number -> {
            if (facts.interfaces().tapOf(vm.id(), number).isEmpty()) {
                differences.add("no tap is described as interface " + number + " of " + vm.name() + ", id " + vm.id());
            }
        });
    }

    private void look(VmStatus vm, HostInterface tap, VmTap described) {
        if (!vm.name().value().startsWith(described.name())) {
            differences.add(tap.name() + " is described as of " + described.name() + ", and id " + vm.id() + " is of "
                    + vm.name());
        }
        boolean local = defined(vm).contains(described.number());
        if (facts.interfaces().bridgeOf(tap.name()).isPresent()
                || (tap.addresses().isEmpty() && !local)) {
            return;
        }
        Optional<Ipv4Address> expected = prefix.hostEnd(vm.id(), described.number());
        List<Ipv4Address> found =
                tap.addresses().stream().map(HostInterface.Address::address).toList();
        if (expected.isEmpty() ? !found.isEmpty() : !found.contains(expected.get())) {
            differences.add(tap.name() + " of " + vm.name() + " has "
                    + (found.isEmpty() ? "no address" : found.get(0)) + ", and vmd(8) makes "
                    + expected.map(Object::toString).orElse("none") + " of id " + vm.id() + " and interface "
                    + described.number());
            return;
        }
        expected.ifPresent(host -> {
            String owner = vm.name() + " " + host.plus(1);
            String other = seen.putIfAbsent(host, vm.name().value());
            if (other != null) {
                differences.add(vm.name() + " and " + other + " have the same address " + host.plus(1));
            }
            guests.add(owner);
        });
    }

    /** The numbers of its interfaces that vm.conf(5) makes local; none for a VM that was started ad hoc. */
    private List<Integer> defined(VmStatus vm) {
        VmConf conf = facts.vmConf();
        List<Integer> numbers = new ArrayList<>();
        conf.vm(vm.name().value()).ifPresent(found -> {
            List<InterfaceDefinition> interfaces = found.value().interfaces();
            for (int i = 0; i < interfaces.size(); i++) {
                if (interfaces.get(i).local()) {
                    numbers.add(i);
                }
            }
        });
        return numbers;
    }
}
