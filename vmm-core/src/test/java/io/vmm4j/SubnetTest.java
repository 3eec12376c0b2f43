package io.vmm4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetTest {

    @Test
    void a_network_knows_its_addresses() {
        Subnet lan = Subnet.of("10.10.0.0/24");

        assertThat(lan.netmask()).hasToString("255.255.255.0");
        assertThat(lan.broadcast()).hasToString("10.10.0.255");
        assertThat(lan.address(1)).hasToString("10.10.0.1");
        assertThat(lan.size()).isEqualTo(256);
        assertThat(lan.contains(Ipv4Address.of("10.10.0.200"))).isTrue();
        assertThat(lan.contains(Ipv4Address.of("10.10.1.0"))).isFalse();
        assertThat(Subnet.of("0.0.0.0/0").size()).isEqualTo(1L << 32);
        assertThat(Subnet.of("0.0.0.0/0").contains(Ipv4Address.of("255.1.2.3"))).isTrue();
    }

    @Test
    void networks_overlap_if_one_holds_the_other() {
        Subnet large = Subnet.of("100.64.0.0/10");

        assertThat(large.overlaps(Subnet.of("100.127.255.0/24"))).isTrue();
        assertThat(Subnet.of("100.127.255.0/24").overlaps(large)).isTrue();
        assertThat(large.overlaps(Subnet.of("100.128.0.0/10"))).isFalse();
    }

    @Test
    void an_address_within_a_network_is_no_network() {
        InvalidValueException failure =
                catchThrowableOfType(InvalidValueException.class, () -> Subnet.of("10.10.0.1/24"));

        assertThat(failure.code()).isEqualTo(ValueError.SUBNET_HOST_BITS);
        assertThat(failure.hint()).contains("10.10.0.0/24");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.10.0.0",
                "10.10.0.0/33",
                "10.10.0.0/",
                "10.10.0/24",
                "10.10.0.0/24/1",
                "::/0",
                "10.10.0.0/-1"
            })
    void what_is_no_network_is_refused(String text) {
        assertThatThrownBy(() -> Subnet.of(text)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.4 ",
                "a.b.c.d",
                "1..2.3",
                "\u0661.2.3.4"
            })
    void what_is_no_address_is_refused(String text) {
        assertThatThrownBy(() -> Ipv4Address.of(text)).isInstanceOf(InvalidValueException.class);
    }

    @Property
    void an_address_reads_what_it_prints(@ForAll int bits) {
        Ipv4Address address = new Ipv4Address(bits);
        assertThat(Ipv4Address.of(address.toString())).isEqualTo(address);
    }

    @Property
    void a_network_holds_the_address_it_was_made_for(@ForAll int bits, @ForAll @IntRange(max = 32) int length) {
        Ipv4Address address = new Ipv4Address(bits);
        Subnet subnet = Subnet.containing(address, length);

        assertThat(subnet.contains(address)).isTrue();
        assertThat(Subnet.of(subnet.toString())).isEqualTo(subnet);
        assertThat(subnet.address(subnet.size() - 1)).isEqualTo(subnet.broadcast());
    }
}
