package io.vmm4j.pf.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.Subnet;
import org.junit.jupiter.api.Test;

/** What netstat(1) prints. */
class ReadingTest {

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
