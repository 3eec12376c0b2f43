package io.vmm4j;

import java.util.Objects;

/** What one network interface of a VM is attached to. vmctl(8), vm.conf(5). */
public sealed interface NetworkMode {

    /** An interface that only the host sees, with an address from vmd's built-in DHCP server. */
    static NetworkMode local() {
        return new Local();
    }

    /** An interface on a switch of vm.conf(5). */
    static NetworkMode bridged(String switchName) {
        return new Bridged(SwitchName.of(switchName));
    }

    /** An interface on a switch of vm.conf(5) whose network the host routes. */
    static NetworkMode routed(String switchName, Subnet subnet) {
        return new Routed(SwitchName.of(switchName), subnet);
    }

    /**
     * An interface that only the host sees: {@code vmctl start -L}. vmd(8) gives it an address of 100.64.0.0/10, or of the
     * {@code local prefix} of vm.conf(5), by the VM's id and the number of the interface.
     */
    record Local() implements NetworkMode {}

    /**
     * An interface on a switch: {@code vmctl start -n}. Its address comes from whatever serves that network.
     *
     * @param switchName the switch, which vm.conf(5) must define
     */
    record Bridged(SwitchName switchName) implements NetworkMode {

        public Bridged {
            Objects.requireNonNull(switchName, "switchName");
        }
    }

    /**
     * An interface on a switch whose network has the host for its gateway: {@code vmctl start -n}. Its address comes from the
     * host's dhcpd(8).
     *
     * @param switchName the switch, which vm.conf(5) must define
     * @param subnet the network
     */
    record Routed(SwitchName switchName, Subnet subnet) implements NetworkMode {

        public Routed {
            Objects.requireNonNull(switchName, "switchName");
            Objects.requireNonNull(subnet, "subnet");
        }
    }
}
