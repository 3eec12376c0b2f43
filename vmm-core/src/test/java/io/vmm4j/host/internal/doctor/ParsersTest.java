package io.vmm4j.host.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParsersTest {

    @Test
    void df_is_read_from_the_right() {
        assertThat(FileSystem.parse(List.of(
                        "Filesystem  1024-blocks       Used   Available Capacity Mounted on",
                        "/dev/sd0a        708942      40972      632524     7%   /",
                        "host:/a b        100      90      -5     106%   /mnt/with blank",
                        "nonsense")))
                .containsExactly(new FileSystem("/", 708_942, 632_524), new FileSystem("/mnt/with blank", 100, -5));
    }

    @Test
    void a_path_is_not_below_a_directory_whose_name_it_continues() {
        assertThat(new FileSystem("/var", 1, 1).contains("/variant/x")).isFalse();
        assertThat(new FileSystem("/var", 1, 1).contains("/var/x")).isTrue();
    }

    @Test
    void device_nodes_are_counted_and_nothing_else() {
        assertThat(Nodes.parse(List.of("vmm", "tap0", "tap12", "tapes", "tty00", "ttyC0", "ttyp0", "ttyTZ", "ptyp0")))
                .isEqualTo(new Nodes(true, 2, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "512", "1.0.0G", "G", "9999999999G"})
    void what_is_no_size_is_none(String text) {
        assertThat(PrintedSize.parse(text)).isEqualTo(Optional.empty());
    }
}
