package io.vmm4j.testkit.internal.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** openbsd.md 1.3. */
class ScaledNumberTest {

    @ParameterizedTest
    @CsvSource({
        "512, 512",
        "1K, 1024",
        "1k, 1024",
        ".5G, 536870912",
        "+1M, 1048576",
        "-1M, -1048576",
        "4607.5M, 4831313920",
        "1.5, 1",
        "'', 0",
        "1B, 1",
        "7E, 8070450532247928832"
    })
    void reads(String text, long bytes) throws SystemError {
        assertThat(ScaledNumber.scan(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"512MB", "1GiB", "1 M", "1,5G", "1e3", "x", "1M2", "--1", "1.2.3"})
    void refuses(String text) {
        assertThatExceptionOfType(SystemError.class)
                .isThrownBy(() -> ScaledNumber.scan(text))
                .extracting(SystemError::errno)
                .isEqualTo(Errno.EINVAL);
    }

    @Test
    void eight_exabytes_are_too_much() {
        assertThatExceptionOfType(SystemError.class)
                .isThrownBy(() -> ScaledNumber.scan("8E"))
                .extracting(SystemError::errno)
                .isEqualTo(Errno.ERANGE);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0B",
        "1023, 1023B",
        "40960, 40.0K",
        "33554432, 32.0M",
        "35651584, 34.0M",
        "536870912, 512M",
        "1073741824, 1.0G",
        "1056047104, 1007M",
        "10737418240, 10.0G",
        "137438953472, 128G",
        "1048575, 1024K"
    })
    void formats(long bytes, String text) {
        assertThat(ScaledNumber.format(bytes)).isEqualTo(text);
    }
}
