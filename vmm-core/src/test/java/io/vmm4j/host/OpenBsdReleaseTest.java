package io.vmm4j.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenBsdReleaseTest {

    @ParameterizedTest
    @CsvSource({
        "OpenBSD 7.6-current (GENERIC.MP) #421: Tue Nov 26 08:12:25 MST 2024, 7.6-current",
        "OpenBSD 7.9 (GENERIC.MP) #61: Tue May 12 10:20:11 MDT 2026, 7.9",
        "OpenBSD 8.0-beta (GENERIC) #1: Thu Sep 17 10:00:00 MDT 2026, 8.0-beta",
        "OpenBSD 7.8-stable (CUSTOM.MP) #0: Mon Jan  5 10:00:00 CET 2026, 7.8-stable",
        "OpenBSD 10.12, 10.12"
    })
    void the_kernels_version_names_release_and_flavour(String line, String expected) {
        assertThat(OpenBsdRelease.ofVersionLine(line))
                .map(OpenBsdRelease::toString)
                .contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Linux 6.1.0", "OpenBSD", "OpenBSD 7", "FreeBSD 14.1-RELEASE", "OpenBSD 99999999999.1"})
    void what_names_no_release_is_none(String line) {
        assertThat(OpenBsdRelease.ofVersionLine(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "7.9-current", "6.1.0-13-amd64", "7.99999999999", "a.b"})
    void a_number_is_two_numbers(String text) {
        assertThat(OpenBsdRelease.ofNumber(text)).isEmpty();
    }

    @Test
    void releases_are_ordered_by_number_and_not_as_text() {
        OpenBsdRelease nine = OpenBsdRelease.ofNumber("7.9").orElseThrow();
        OpenBsdRelease ten = OpenBsdRelease.ofNumber("7.10\n").orElseThrow();

        assertThat(nine).isLessThan(ten);
        assertThat(ten.atLeast(7, 9)).isTrue();
        assertThat(nine.atLeast(7, 10)).isFalse();
        assertThat(nine.atLeast(7, 9)).isTrue();
        assertThat(ten.atLeast(8, 0)).isFalse();
        assertThat(new OpenBsdRelease(7, 9, Optional.of("current"))).isEqualByComparingTo(nine);
    }
}
