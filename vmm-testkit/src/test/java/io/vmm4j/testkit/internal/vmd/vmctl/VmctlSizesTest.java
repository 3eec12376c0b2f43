package io.vmm4j.testkit.internal.vmd.vmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.hypervisor.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VmctlSizesTest {

    private final Stage host = new Stage();

    @ParameterizedTest
    @CsvSource({
        "512MB, invalid memory size: 512MB: Invalid argument",
        "1GiB, invalid memory size: 1GiB: Invalid argument",
        "1 M, invalid memory size: 1 M: Invalid argument",
        "1e3, invalid memory size: 1e3: Invalid argument",
        "8E, invalid memory size: 8E: Result too large",
        "512, memory size must be at least 1MB",
        "0, memory size must be at least 1MB",
        "'', memory size must be at least 1MB",
        "-1M, memory size must be at least 1MB",
        "129G, memory size too large (limit is 128G)",
    })
    void memory_that_is_refused(String size, String message) {
        assertThat(host.complaint("vmctl start -m '" + size + "' x")).isEqualTo("vmctl: " + message + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        ".5G, 512M",
        "+1M, 1.0M",
        "1g, 1.0G",
        "1048576, 1.0M",
        "100m, 100M",
        "10G, 10.0G",
        "128G, 128G",
        "99M, 99.0M"
    })
    void memory_that_is_accepted_and_how_it_is_shown(String size, String shown) {
        host.conf("vm \"a\" {", "disable", "memory \"" + size + "\"", "disk \"/vm/d1.raw\"", "}");

        assertThat(host.row("a").get(3)).isEqualTo(shown);
    }

    @Test
    void a_size_is_rounded_down_to_megabytes_with_a_word_about_it() {
        assertThat(host.complaint("vmctl start -b /root/guest.elf -m 1025.5K x"))
                .isEqualTo("vmctl: memory size rounded to 1.0M\nvmctl: started vm 1 successfully, tty /dev/ttyp0\n");
        assertThat(host.complaint("vmctl create -s 1048577 /vm/x"))
                .isEqualTo("vmctl: disk size rounded to 1.0M\nvmctl: raw imagefile created\n");
        assertThat(host.output("stat -f %z /vm/x")).isEqualTo("1048576\n");
    }
}
