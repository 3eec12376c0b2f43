package io.vmm4j.testkit.network;

import io.vmm4j.VmmHost;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.pf.HostNetwork;
import io.vmm4j.pf.HostNetworks;
import io.vmm4j.pf.NetworkSpec;
import io.vmm4j.plan.Plan;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;

/** A simulated host whose networks are made, looked at and removed. */
final class NetworkStage implements AutoCloseable {

    static final String PF_CONF = "set skip on lo\n\nblock return\npass\n";

    final SimulatedHost host;

    NetworkStage() {
        this(builder());
    }

    NetworkStage(SimulatedHostBuilder builder) {
        host = builder.build();
    }

    static SimulatedHostBuilder builder() {
        return SimulatedHost.openBsd().disabled("dhcpd").disabled("unbound");
    }

    HostNetworks networks() {
        return networks(host.executor());
    }

    HostNetworks networks(CommandExecutor executor) {
        return HostNetworks.on(
                VmmHost.builder(executor).timeline(host.timeline()).build());
    }

    HostNetwork network(NetworkSpec spec) {
        return networks().network(spec);
    }

    /** Makes a network, and gives the plan that did so. */
    Plan make(NetworkSpec spec) {
        HostNetwork network = network(spec);
        Plan plan = network.plan();
        network.apply(plan);
        return plan;
    }

    /** Removes a network. */
    Plan remove(NetworkSpec spec) {
        HostNetwork network = network(spec);
        Plan plan = network.removal();
        network.apply(plan);
        return plan;
    }

    /** What sh(1) prints. */
    String sh(String script) {
        return host.executor().run(Command.read("sh", "-c", script).asRoot()).stdout();
    }

    String cat(String path) {
        return sh("cat " + path);
    }

    /** Every file below /etc and what else networks touch: its mode, owner and the hash of its content. */
    String files() {
        return sh(
                "for f in /etc/* /etc/login.conf.d/* /var/unbound/etc/* /var/db/vmm4j/networks/* /var/db/vmm4j/guard/*; do"
                        + " [ -f $f ] || continue; set -- $(ls -ld $f); echo $f $1 $3 $4 $(sha256 -q $f); done");
    }

    /** What runs: interfaces but taps, forwarding, services, rules. */
    String running() {
        return sh(
                "for i in $(ifconfig | sed -n 's/^\\([a-z]*[0-9]*\\): .*/\\1/p' | grep -v tap);"
                        + " do echo $i; ifconfig $i | grep -E 'inet|flags='; done;"
                        + " sysctl net.inet.ip.forwarding; rcctl check dhcpd; rcctl check unbound; pfctl -sr; pfctl -s Anchors;"
                        + " for a in $(pfctl -s Anchors | grep vmm4j/); do pfctl -a $a -sr; done; ls /tmp /var/db/vmm4j/guard 2>/dev/null");
    }

    String state() {
        return files() + running();
    }

    @Override
    public void close() {
        host.close();
    }
}
