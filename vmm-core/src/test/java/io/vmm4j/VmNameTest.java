package io.vmm4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VmNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "web-1", "db.example.com", "debian_12", "W", "running", "root"})
    void a_name_of_the_manual_pages_is_taken_as_it_is(String text) {
        assertThat(VmName.of(text)).hasToString(text);
        assertThat(VmName.of(text).operand()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "123, NAME_READ_AS_ID, vm123",
                "0, NAME_READ_AS_ID, vm0",
                "4294967295, NAME_READ_AS_ID, vm4294967295",
                "00000000000000000001, NAME_READ_AS_ID, vm00000000000000000001",
                "4294967296, NAME_FIRST_CHARACTER, vm4294967296",
                "1a, NAME_FIRST_CHARACTER, vm1a",
                "-a, NAME_FIRST_CHARACTER, vm-a",
                ".x, NAME_FIRST_CHARACTER, vm.x",
                "_x, NAME_FIRST_CHARACTER, vm_x",
                "\"a b\", NAME_CHARACTER, a-b",
                "web;reboot, NAME_CHARACTER, web-reboot",
                "$(id), NAME_FIRST_CHARACTER, vm--id-",
                "caf\u00e9, NAME_CHARACTER, caf-",
                "a:b, NAME_CHARACTER, a-b",
            })
    void another_name_is_refused_with_its_rule_and_a_better_one(String text, ValueError rule, String better) {
        InvalidValueException refused = catchThrowableOfType(InvalidValueException.class, () -> VmName.of(text));

        assertThat(refused.code()).isEqualTo(rule);
        assertThat(refused.getMessage()).contains("VM name").contains(text);
        assertThat(refused.hint()).contains(better);
        assertThat(VmName.of(better)).hasToString(better);
    }

    @Test
    void sixty_three_characters_are_the_most() {
        String longest = "a".repeat(63);

        assertThat(VmName.of(longest)).hasToString(longest);
        assertThat(VmName.observed(longest)).hasToString(longest);
        assertThat(ruleOf(longest + "a")).isEqualTo(ValueError.TOO_LONG);
        assertThat(ruleOf("")).isEqualTo(ValueError.EMPTY);
        assertThat(ruleOf("a\nb")).isEqualTo(ValueError.CONTROL_CHARACTER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1a", "4294967296", "99999999999999999999", "9x"})
    void a_name_that_only_vmd_accepts_can_be_observed_and_addressed(String text) {
        VmName name = VmName.observed(text);

        assertThat(name.isAddressable()).isTrue();
        assertThat(name.operand()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "0", "007", "4294967295"})
    void a_name_that_vmctl_takes_for_an_id_can_be_observed_but_not_addressed(String text) {
        VmName name = VmName.observed(text);

        assertThat(name.isAddressable()).isFalse();
        InvalidValueException refused = catchThrowableOfType(InvalidValueException.class, name::operand);
        assertThat(refused.code()).isEqualTo(ValueError.NAME_NOT_ADDRESSABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".x", "_x", "-", "a b", "a\n", "é", "a/b"})
    void what_vmd_could_not_have_registered_is_not_observed(String text) {
        InvalidValueException refused = catchThrowableOfType(InvalidValueException.class, () -> VmName.observed(text));

        assertThat(refused.code()).isEqualTo(ValueError.NAME_UNKNOWN_TO_VMD);
    }

    @Property
    void every_name_of_the_safe_rule_is_accepted(
            @ForAll @CharRange(from = 'A', to = 'Z') @CharRange(from = 'a', to = 'z') char first,
            @ForAll
                    @CharRange(from = 'A', to = 'Z')
                    @CharRange(from = 'a', to = 'z')
                    @CharRange(from = '0', to = '9')
                    @Chars({'.', '_', '-'})
                    @StringLength(max = 62)
                    String rest) {
        assertThat(VmName.of(first + rest).value()).isEqualTo(first + rest);
        assertThat(VmName.observed(first + rest)).isEqualTo(VmName.of(first + rest));
    }

    @Property
    void any_text_is_either_kept_verbatim_or_refused(@ForAll String text) {
        try {
            VmName name = VmName.of(text);
            assertThat(name.operand()).isEqualTo(text).matches("[A-Za-z][A-Za-z0-9._-]{0,62}");
        } catch (InvalidValueException e) {
            assertThat(e.code()).isInstanceOf(ValueError.class);
            assertThat(e.getMessage() + e.hint()).doesNotContain("{argument}", "{value}", "{suggestion}", "\n");
        }
    }

    private static Object ruleOf(String text) {
        return catchThrowableOfType(InvalidValueException.class, () -> VmName.of(text))
                .code();
    }
}
