package io.vmm4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.Ipv4Address;
import org.junit.jupiter.api.Test;

class ArpTableTest {

    @Test
    void stations_are_read_and_those_that_do_not_answer_left_out() {
        ArpTable table = ArpTable.parse("""
                Host                                 Ethernet Address    Netif Expire    Flags
                10.10.0.1                            fe:e1:ba:d1:71:1f  vport0 permanent l
                10.10.0.2                            fe:e1:ba:d9:fb:b3  vport0 19m57s   \s
                10.0.0.30                            (incomplete)          em0 expired  \s
                """);

        assertThat(table.entries())
                .containsExactly(
                        new ArpTable.Entry(Ipv4Address.of("10.10.0.1"), "fe:e1:ba:d1:71:1f", "vport0"),
                        new ArpTable.Entry(Ipv4Address.of("10.10.0.2"), "fe:e1:ba:d9:fb:b3", "vport0"));
    }
}
