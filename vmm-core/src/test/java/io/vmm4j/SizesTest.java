package io.vmm4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of scan_scaled(3), and where ours is stricter. */
class SizesTest {

    @ParameterizedTest
    @CsvSource({
        "512M, 512",
        "1G, 1024",
        "1g, 1024",
        ".5G, 512",
        "0.5g, 512",
        "1.G, 1024",
        "+1M, 1",
        "1.5G, 1536",
        "1048576K, 1024",
        "128G, 131072",
        "0.125T, 131072",
        "007M, 7",
    })
    void what_vmctl_reads_is_read_alike_and_written_in_mebibytes(String text, long mebibytes) {
        assertThat(MemorySize.of(text).mebibytes()).isEqualTo(mebibytes);
        assertThat(MemorySize.of(text)).hasToString(mebibytes + "M");
        assertThat(DiskSize.of(text).mebibytes()).isEqualTo(mebibytes);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "512MB, SIZE_SYNTAX, 512M",
                "1GiB, SIZE_SYNTAX, 1G",
                "\"1 M\", SIZE_SYNTAX, 1M",
                "\"1,5G\", SIZE_SYNTAX, 1.5G",
                "\" 2G \", SIZE_SYNTAX, 2G",
                "1e3, SIZE_SYNTAX, such as 512M",
                "big, SIZE_SYNTAX, such as 512M",
                "\"\", SIZE_SYNTAX, such as 512M",
                "0x10M, SIZE_SYNTAX, such as 512M",
                "1M1, SIZE_SYNTAX, such as 512M",
                "--1M, SIZE_SYNTAX, such as 512M",
                ".M, SIZE_SYNTAX, such as 512M",
                "\"1,55G\", SIZE_SYNTAX, such as 512M",
                "512, SIZE_IN_BYTES, 512M",
                "1073741824, SIZE_IN_BYTES, 1024M",
                "1073741824B, SIZE_IN_BYTES, 1024M",
                "0, SIZE_IN_BYTES, such as 512M",
                "4607.5M, SIZE_NOT_WHOLE, 4607M",
                "1025K, SIZE_NOT_WHOLE, 1M",
                "0M, SIZE_TOO_SMALL, 1M",
                "-1G, SIZE_TOO_SMALL, 1M",
                "1023K, SIZE_TOO_SMALL, 1M",
                "129G, SIZE_TOO_LARGE, 128G",
                "131073M, SIZE_TOO_LARGE, 128G",
                "128.001G, SIZE_TOO_LARGE, 128G",
                "8E, SIZE_TOO_LARGE, 128G",
            })
    void what_vmctl_would_refuse_cut_or_take_for_bytes_is_refused(String text, ValueError rule, String better) {
        InvalidValueException refused = catchThrowableOfType(InvalidValueException.class, () -> MemorySize.of(text));

        assertThat(refused.code()).isEqualTo(rule);
        assertThat(refused.getMessage()).contains("memory size").contains(text);
        assertThat(refused.hint()).contains(better);
    }

    @Test
    void a_refusal_reads_like_a_sentence() {
        InvalidValueException refused = catchThrowableOfType(InvalidValueException.class, () -> MemorySize.of("512MB"));

        assertThat(refused)
                .hasMessage(
                        "The memory size 512MB is no size: it must be a number with one letter of K M G T P E after it.");
        assertThat(refused.hint()).isEqualTo("Write 512M.");
        assertThat(refused.arguments()).containsEntry("argument", "memory size").containsEntry("value", "512MB");
    }

    @Test
    void memory_ends_at_128_gibibytes_and_disks_below_8_exbibytes() {
        assertThat(MemorySize.ofMebibytes(131072)).hasToString("131072M");
        assertThat(ruleOfMemory(131073)).isEqualTo(ValueError.SIZE_TOO_LARGE);
        assertThat(ruleOfMemory(0)).isEqualTo(ValueError.SIZE_TOO_SMALL);
        assertThat(ruleOfMemory(Long.MIN_VALUE)).isEqualTo(ValueError.SIZE_TOO_SMALL);
        assertThat(DiskSize.of("7E").mebibytes()).isEqualTo(7L << 40);
        assertThat(catchThrowableOfType(InvalidValueException.class, () -> DiskSize.of("8E"))
                        .code())
                .isEqualTo(ValueError.SIZE_TOO_LARGE);
        assertThat(MemorySize.DEFAULT).isEqualTo(MemorySize.of("512M"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999999999999E", "1111111111111111111111111111111111111111111111M"})
    void numbers_beyond_all_bounds_are_refused_and_not_computed(String text) {
        assertThat(catchThrowableOfType(InvalidValueException.class, () -> DiskSize.of(text)))
                .isNotNull();
    }

    @Property
    void what_is_printed_is_read_again(@ForAll @LongRange(min = 1, max = 131072) long mebibytes) {
        MemorySize size = MemorySize.ofMebibytes(mebibytes);

        assertThat(MemorySize.of(size.toString())).isEqualTo(size);
        assertThat(DiskSize.of(size.toString()).mebibytes()).isEqualTo(mebibytes);
    }

    @Property
    void a_size_is_accepted_exactly_if_it_is_whole_mebibytes_in_range(
            @ForAll("numbers") String number, @ForAll("units") char unit) {
        BigDecimal factor = BigDecimal.valueOf(2).pow(10 * "BKMGT".indexOf(Character.toUpperCase(unit)));
        BigDecimal bytes = new BigDecimal(number).multiply(factor);
        BigDecimal mebibytes = bytes.divide(BigDecimal.valueOf(1 << 20));
        boolean whole = mebibytes.stripTrailingZeros().scale() <= 0;
        boolean inRange = mebibytes.compareTo(BigDecimal.ONE) >= 0 && mebibytes.compareTo(new BigDecimal(131072)) <= 0;
        boolean inBytes = String.valueOf(unit).toUpperCase(Locale.ROOT).equals("B");

        String text = number + unit;
        if (whole && inRange && !inBytes) {
            assertThat(MemorySize.of(text).mebibytes()).isEqualTo(mebibytes.longValueExact());
        } else {
            assertThat(catchThrowableOfType(InvalidValueException.class, () -> MemorySize.of(text)))
                    .isNotNull();
        }
    }

    @Property
    void any_text_is_a_size_or_refused(@ForAll String text) {
        try {
            assertThat(MemorySize.of(text).toString()).matches("[1-9][0-9]*M");
        } catch (InvalidValueException e) {
            assertThat(e.getMessage() + e.hint()).doesNotContain("{argument}", "{value}", "{suggestion}", "\n");
        }
    }

    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<String> whole = Arbitraries.integers().between(0, 200_000).map(String::valueOf);
        Arbitrary<String> fraction = Arbitraries.of("", ".0", ".5", ".25", ".125", ".1", ".0009765625", ".000001");
        return Combinators.combine(whole, fraction).as(String::concat);
    }

    @Provide
    Arbitrary<Character> units() {
        return Arbitraries.of('B', 'K', 'M', 'G', 'T', 'b', 'k', 'm', 'g', 't');
    }

    private static Object ruleOfMemory(long mebibytes) {
        return catchThrowableOfType(InvalidValueException.class, () -> MemorySize.ofMebibytes(mebibytes))
                .code();
    }
}
