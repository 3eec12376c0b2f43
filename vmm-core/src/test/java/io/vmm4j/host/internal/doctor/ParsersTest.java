package io.vmm4j.host.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    @CsvSource({
        "100.64.0.0/10,100.127.255.0/24,true",
        "100.64.0.0/10,100.128.0.0/24,false",
        "0.0.0.0/0,255.255.255.255/32,true",
        "10.0.0.1/32,10.0.0.1/32,true",
        "10.0.0.1/31,10.0.0.0/32,true"
    })
    void networks_overlap_or_do_not(String one, String other, boolean overlap) {
        Network first = Network.parse(one, 32).orElseThrow();
        Network second = Network.parse(other, 32).orElseThrow();

        assertThat(first.overlaps(second)).isEqualTo(overlap);
        assertThat(second.overlaps(first)).isEqualTo(overlap);
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "<guests>", "(egress)", "10.0.0.300", "10.0.0.0/33", "fe80::1", ""})
    void what_is_no_network_is_none(String text) {
        assertThat(Network.parse(text, 32)).isEmpty();
    }

    @Test
    void a_network_without_mask_takes_the_one_that_is_usual() {
        assertThat(Network.parse("10.9", 16)).map(Network::toString).contains("10.9.0.0/16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "512", "1.0.0G", "G", "9999999999G"})
    void what_is_no_size_is_none(String text) {
        assertThat(PrintedSize.parse(text)).isEqualTo(Optional.empty());
    }
}
