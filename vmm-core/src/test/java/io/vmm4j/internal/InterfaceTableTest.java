package io.vmm4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.Ipv4Address;
import io.vmm4j.RecordedCommand;
import io.vmm4j.Subnet;
import io.vmm4j.VmId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ifconfig(8) prints. */
class InterfaceTableTest {

    @Test
    void members_addresses_groups_and_flags_of_interfaces_are_read() {
        InterfaceTable interfaces = InterfaceTable.parse("""
                lo0: flags=2008049<UP,LOOPBACK,RUNNING,MULTICAST,LRO> mtu 32768
                \tinet6 ::1 prefixlen 128
                \tinet 127.0.0.1 netmask 0xff000000
                veb0: flags=a843<UP,BROADCAST,RUNNING,SIMPLEX,LINK1,MULTICAST>
                \tdescription: switch1-uplink
                \tindex 6 llprio 3
                \tgroups: veb
                \tem0 flags=3<LEARNING,DISCOVER>
                \t\tport 1 ifpriority 0 ifcost 0
                \ttap0 flags=3<LEARNING,DISCOVER>
                \t\tport 9 ifpriority 0 ifcost 0
                \tAddresses (max cache: 4096, timeout: 240):
                \t\tfe:e1:bb:d1:1e:fb tap0 1 flags=0<>
                tap0: flags=8943<UP,BROADCAST,RUNNING,PROMISC,SIMPLEX,MULTICAST> mtu 1500
                \tdescription: vm1-if0-web
                \tgroups: tap vmnet
                \tinet 100.64.1.2 netmask 0xfffffffe
                """);

        HostInterface veb = interfaces.find("veb0").orElseThrow();
        assertThat(veb.members()).containsExactly("em0", "tap0");
        assertThat(veb.hasLink1()).isTrue();
        assertThat(veb.isUp()).isTrue();
        HostInterface tap = interfaces.find("tap0").orElseThrow();
        assertThat(tap.groups()).containsExactly("tap", "vmnet");
        assertThat(tap.description()).isEqualTo("vm1-if0-web");
        assertThat(tap.vm()).contains(new VmTap(VmId.of(1), 0, "web"));
        assertThat(tap.networks()).containsExactly(Subnet.of("100.64.1.2/31"));
        assertThat(tap.has(Ipv4Address.of("100.64.1.2"))).isTrue();
        assertThat(interfaces.names()).containsExactlyInAnyOrder("lo0", "veb0", "tap0");
    }

    @Test
    void what_a_running_openbsd_printed_of_a_tap_is_read() {
        HostInterface tap = InterfaceTable.parse(
                        RecordedCommand.load("ifconfig-tap-local-vmd").stdout())
                .tapOf(VmId.of(2), 1)
                .orElseThrow();

        assertThat(tap.name()).isEqualTo("tap1");
        assertThat(tap.addresses()).containsExactly(new HostInterface.Address(Ipv4Address.of("100.64.2.4"), 31));
    }

    @Test
    void what_it_does_not_know_and_what_stands_before_the_first_interface_is_left_out() {
        InterfaceTable table = InterfaceTable.parse("""
                \tinet 10.0.0.1 netmask 0xffffff00
                em0: flags=8843<UP>
                \tinet 10.0.0.300 netmask 0xffffff00
                \tinet 10.0.0.2 --> 10.0.0.3 netmask 0xffffffff
                \tsomething new
                """);

        assertThat(table.interfaces())
                .singleElement()
                .satisfies(one -> assertThat(one.networks()).containsExactly(Subnet.of("10.0.0.2/32")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "uplink", "vm1-if0", "vm0-if0-web", "vm01-if0-web", "vm99999999999-if0-web", "xvm1-if0-web"})
    void a_description_that_vmd_does_not_give_is_of_no_vm(String description) {
        assertThat(VmTap.of(description)).isEmpty();
    }
}
