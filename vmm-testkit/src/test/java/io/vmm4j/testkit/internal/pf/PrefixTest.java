package io.vmm4j.testkit.internal.pf;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.pf.rule.Prefix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {

    @ParameterizedTest
    @CsvSource({"10.1.2.3/8, 10.0.0.0/8", "10.1.2.3, 10.1.2.3", "10.1.2.3/32, 10.1.2.3", "fe80::1/64, fe80::/64"})
    void addresses_and_networks_are_read(String text, String printed) {
        assertThat(Prefix.parse(text)).map(Prefix::toString).contains(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "10.0.0.0/33", "10.0.0.0/999", "10.0.0.0/", "10.0.0.0/-1", "fe80::1/129"})
    void more_bits_than_there_are_are_none(String text) {
        assertThat(Prefix.parse(text)).isEmpty();
    }
}
