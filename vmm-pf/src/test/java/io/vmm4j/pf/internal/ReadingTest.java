package io.vmm4j.pf.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.Subnet;
import org.junit.jupiter.api.Test;

/** What ifconfig(8) and netstat(1) print. */
class ReadingTest {

    @Test
    void members_addresses_groups_and_flags_of_interfaces_are_read() {
        Interfaces interfaces = Interfaces.parse("""
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

        Interfaces.Interface veb = interfaces.find("veb0").orElseThrow();
        assertThat(veb.members()).containsExactly("em0", "tap0");
        assertThat(veb.hasLink1()).isTrue();
        assertThat(veb.isUp()).isTrue();
        Interfaces.Interface tap = interfaces.find("tap0").orElseThrow();
        assertThat(tap.groups()).containsExactly("tap", "vmnet");
        assertThat(tap.description()).containsExactly("vm1-if0-web");
        assertThat(tap.networks()).containsExactly(Subnet.of("100.64.1.2/31"));
        assertThat(interfaces.freeUnit("veb", number -> number == 1)).isEqualTo(2);
    }

    @Test
    void routes_are_read_with_the_octets_that_are_left_out() {
        assertThat(Routes.parse("""
                Routing tables

                Internet:
                Destination        Gateway            Flags   Refs      Use   Mtu  Prio Iface
                default            10.0.2.2           UGS        4       33     -     8 em0
                224/4              127.0.0.1          URS        0        0 32768     8 lo0
                10.0.2/24          10.0.2.15          UCn        1        0     -     4 em0
                10.0.2.15          52:54:00:12:34:56  UHLl       0       21     -     1 em0
                127/8              127.0.0.1          UGRS       0        0 32768     8 lo0
                """))
                .containsExactly(
                        Subnet.of("224.0.0.0/4"),
                        Subnet.of("10.0.2.0/24"),
                        Subnet.of("10.0.2.15/32"),
                        Subnet.of("127.0.0.0/8"));
    }
}
