package io.vmm4j.testkit.internal.vmd.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.net.Inet6;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** openbsd.md 3.1. */
class LocalPrefixTest {

    @ParameterizedTest
    @CsvSource({
        "1, 0, 100.64.1.2",
        "1, 1, 100.64.1.4",
        "13, 3, 100.64.13.8",
        "262, 0, 100.65.6.2",
        "300, 0, 100.65.44.2"
    })
    void the_host_has_the_even_address(long vm, int index, String address) {
        assertThat(LocalPrefix.DEFAULT.hostAddress(vm, index))
                .hasValue(Inet4.parse(address).orElseThrow());
    }

    @Test
    void an_id_too_big_for_the_prefix_has_no_address() {
        assertThat(LocalPrefix.DEFAULT.hostAddress(16383, 0)).isPresent();
        assertThat(LocalPrefix.DEFAULT.hostAddress(32768, 0)).isEmpty();
        assertThat(LocalPrefix.DEFAULT.hostAddress(1, 127)).isEmpty();
    }

    @Test
    void the_check_comes_after_an_or_so_addresses_can_collide() throws LocalPrefix.Invalid {
        LocalPrefix prefix = LocalPrefix.parse("10.9.0.0/16");

        assertThat(Inet4.format(prefix.hostAddress(262, 0).orElseThrow())).isEqualTo("10.9.6.2");
        assertThat(prefix.hostAddress(6, 0)).isEqualTo(prefix.hostAddress(262, 0));
        assertThat(LocalPrefix.DEFAULT.hostAddress(16385, 0)).isEqualTo(LocalPrefix.DEFAULT.hostAddress(1, 0));
    }

    @Test
    void the_ipv6_address_holds_the_guests_ipv4_address() throws LocalPrefix.Invalid {
        LocalPrefix6 prefix = LocalPrefix6.parse("fdf7:903e:722a:87c5::/64");

        assertThat(prefix.hostAddress(Inet4.parse("100.65.6.3").orElseThrow()))
                .hasToString("fdf7:903e:722a:87c5:6441:603:0:1");
    }

    @ParameterizedTest
    @CsvSource({"::, ::", "::1, ::1", "fe80::1:0:0:1, fe80::1:0:0:1", "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8", "1::, 1::"})
    void ipv6_text(String text, String printed) {
        assertThat(Inet6.parse(text).orElseThrow()).hasToString(printed);
    }

    @ParameterizedTest
    @CsvSource({"1:2", "1::2::3", "12345::", "1:2:3:4:5:6:7:8:9", "x::"})
    void ipv6_refused(String text) {
        assertThat(Inet6.parse(text)).isEmpty();
    }
}
