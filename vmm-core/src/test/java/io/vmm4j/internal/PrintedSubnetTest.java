package io.vmm4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.Subnet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintedSubnetTest {

    @ParameterizedTest
    @CsvSource({
        "100.64.0.0/10,100.127.255.0/24,true",
        "100.64.0.0/10,100.128.0.0/24,false",
        "0.0.0.0/0,255.255.255.255/32,true",
        "10.0.0.1/32,10.0.0.1/32,true",
        "10.0.0.1/31,10.0.0.0/32,true"
    })
    void networks_overlap_or_do_not(String one, String other, boolean overlap) {
        Subnet first = PrintedSubnet.parse(one, 32).orElseThrow();
        Subnet second = PrintedSubnet.parse(other, 32).orElseThrow();

        assertThat(first.overlaps(second)).isEqualTo(overlap);
        assertThat(second.overlaps(first)).isEqualTo(overlap);
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "<guests>", "(egress)", "10.0.0.300", "10.0.0.0/33", "fe80::1", ""})
    void what_is_no_network_is_none(String text) {
        assertThat(PrintedSubnet.parse(text, 32)).isEmpty();
    }

    @Test
    void a_network_without_mask_takes_the_one_that_is_usual() {
        assertThat(PrintedSubnet.parse("10.9", 16)).contains(Subnet.of("10.9.0.0/16"));
    }
}
