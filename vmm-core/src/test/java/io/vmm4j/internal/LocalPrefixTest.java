package io.vmm4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.Subnet;
import io.vmm4j.VmId;
import io.vmm4j.vmconf.VmConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalPrefixTest {

    private static LocalPrefix of(String conf) {
        return LocalPrefix.of(VmConf.parse("/etc/vm.conf", conf));
    }

    @Test
    void without_a_word_it_is_the_standard_one_and_without_a_mask_it_has_16_bits() {
        assertThat(of("").subnet()).isEqualTo(Subnet.of("100.64.0.0/10"));
        assertThat(of("local prefix 10.9\n").subnet()).isEqualTo(Subnet.of("10.9.0.0/16"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 100.64.1.2",
        "13, 3, 100.64.13.8",
        "262, 0, 100.65.6.2",
        "300, 0, 100.65.44.2",
        "16383, 0, 100.127.255.2",
        "1, 126, 100.64.1.254"
    })
    void addresses_are_made_of_the_id_and_the_number_of_the_interface(long id, int number, String address) {
        assertThat(of("").hostEnd(VmId.of(id), number)).map(Object::toString).contains(address);
    }

    @ParameterizedTest
    @CsvSource({"32768, 0", "4294967295, 0", "1, 127", "1, -1"})
    void beyond_the_prefix_there_is_no_address(long id, int number) {
        assertThat(of("").hostEnd(VmId.of(id), number)).isEmpty();
    }

    @Test
    void an_id_too_large_for_the_prefix_has_the_address_of_another_one() {
        LocalPrefix small = of("local prefix 10.9.0.0/16\n");

        assertThat(small.hostEnd(VmId.of(262), 0)).isEqualTo(small.hostEnd(VmId.of(6), 0));
    }
}
