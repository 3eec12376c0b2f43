package io.vmm4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkValuesTest {

    @Test
    void an_address_is_kept_in_lower_case() {
        assertThat(MacAddress.of("FE:E1:BB:D1:0A:ff")).hasToString("fe:e1:bb:d1:0a:ff");
    }

    @ParameterizedTest
    @CsvSource({
        "fe-e1-bb-d1-00-01, MAC_SYNTAX, Write fe:e1:bb:d1:00:01.",
        "FEE1.BBD1.0001, MAC_SYNTAX, Write fe:e1:bb:d1:00:01.",
        "fe:e1:bb:d1:0:1, MAC_SYNTAX, such as",
        "fe:e1:bb:d1:00, MAC_SYNTAX, such as",
        "fe:e1:bb:d1:00:01:02, MAC_SYNTAX, such as",
        "'', MAC_SYNTAX, such as",
        "01:00:5e:00:00:01, MAC_NOT_UNICAST, even first octet",
        "ff:ff:ff:ff:ff:ff, MAC_NOT_UNICAST, even first octet",
        "00:00:00:00:00:00, MAC_NOT_UNICAST, even first octet",
    })
    void what_no_guest_can_use_is_refused_though_vmd_would_take_it(String text, ValueError rule, String hint) {
        InvalidValueException refused = catchThrowableOfType(InvalidValueException.class, () -> MacAddress.of(text));

        assertThat(refused.code()).isEqualTo(rule);
        assertThat(refused.hint()).contains(hint);
    }

    @Property
    void a_derived_address_is_stable_unicast_and_apart_from_those_that_vmd_rolls(@ForAll String seed) {
        MacAddress address = MacAddress.derivedFrom(seed);

        assertThat(address).isEqualTo(MacAddress.derivedFrom(seed));
        assertThat(address.value()).matches("fe:e1:bb:[0-9a-ce-f][0-9a-f]:[0-9a-f]{2}:[0-9a-f]{2}");
    }

    @Test
    void a_derived_address_does_not_change_between_releases() {
        // SHA-256 of "web1" begins with these three octets.
        assertThat(MacAddress.derivedFrom("web1")).hasToString("fe:e1:bb:65:9a:7f");
        assertThat(MacAddress.derivedFrom("web1/1")).isNotEqualTo(MacAddress.derivedFrom("web1/0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lan", "uplink 1", "it's", "$(id)", "-x", "日本", ".."})
    void a_switch_may_be_called_what_vm_conf_can_quote(String text) {
        assertThat(SwitchName.of(text)).hasToString(text);
    }

    @Test
    void a_switch_cannot_be_called_what_vmctl_reads_otherwise() {
        assertThat(ruleOfSwitch(".")).isEqualTo(ValueError.SWITCH_NAME_MEANS_LOCAL);
        assertThat(ruleOfSwitch("")).isEqualTo(ValueError.EMPTY);
        assertThat(ruleOfSwitch("a\nb")).isEqualTo(ValueError.CONTROL_CHARACTER);
        assertThat(ruleOfSwitch("a".repeat(64))).isEqualTo(ValueError.TOO_LONG);
        assertThat(SwitchName.of("a".repeat(63)).value()).hasSize(63);
    }

    @Test
    void ids_are_what_vmctl_can_count() {
        assertThat(VmId.of(1).operand()).isEqualTo("1");
        assertThat(VmId.of(4_294_967_295L)).hasToString("4294967295");
        assertThat(catchThrowableOfType(InvalidValueException.class, () -> VmId.of(0))
                        .code())
                .isEqualTo(ValueError.ID_OUT_OF_RANGE);
        assertThat(catchThrowableOfType(InvalidValueException.class, () -> VmId.of(4_294_967_296L))
                        .code())
                .isEqualTo(ValueError.ID_OUT_OF_RANGE);
    }

    private static Object ruleOfSwitch(String text) {
        return catchThrowableOfType(InvalidValueException.class, () -> SwitchName.of(text))
                .code();
    }
}
