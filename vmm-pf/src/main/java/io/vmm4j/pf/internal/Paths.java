package io.vmm4j.pf.internal;

import io.vmm4j.HostPath;
import io.vmm4j.pf.NetworkName;
import io.vmm4j.pf.PfConf;

/** The files of a host that networks are made of. */
final class Paths {

    static final HostPath PF_CONF = HostPath.of("/etc/pf.conf");
    static final HostPath LOADER = HostPath.of(PfConf.LOADER);
    static final HostPath SYSCTL_CONF = HostPath.of("/etc/sysctl.conf");
    static final HostPath VM_CONF = HostPath.of("/etc/vm.conf");
    static final HostPath DHCPD_CONF = HostPath.of("/etc/dhcpd.conf");
    static final HostPath RC_CONF_LOCAL = HostPath.of("/etc/rc.conf.local");
    static final HostPath UNBOUND_CONF = HostPath.of("/var/unbound/etc/unbound.conf");
    static final HostPath LEASES = HostPath.of("/var/db/dhcpd.leases");

    /** Where locks and guards of plans are. */
    static final HostPath STATE = HostPath.of("/var/db/vmm4j");

    private Paths() {}

    static HostPath anchor(NetworkName name) {
        return HostPath.of("/etc/pf.vmm4j." + name + ".conf");
    }

    static HostPath hostname(String interfaceName) {
        return HostPath.of("/etc/hostname." + interfaceName);
    }

    /** The anchor of a network, as pfctl(8) names it. */
    static String anchorName(NetworkName name) {
        return "vmm4j/" + name;
    }
}
