package io.vmm4j.pf.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RcConfLocalTest {

    private static final RcConfLocal DHCPD = new RcConfLocal("dhcpd");
    private static final List<String> OURS = List.of("vport0", "vport1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dhcpd_flags=em0 | dhcpd_flags=em0 vport0 vport1",
                "dhcpd_flags=\"em0 em1\" | dhcpd_flags=\"em0 em1 vport0 vport1\"",
                "dhcpd_flags='em0' # lan | dhcpd_flags='em0 vport0 vport1' # lan",
                "dhcpd_flags=em0 # lan | dhcpd_flags=em0 vport0 vport1 # lan",
                "dhcpd_flags= | dhcpd_flags=",
            })
    void words_are_added_to_those_of_others(String before, String after) {
        assertThat(edit(Optional.of(before), OURS)).contains(after);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dhcpd_flags=NO\n", "dhcpd_flags=em0\ndhcpd_flags=NO", "#dhcpd_flags=em0\n"})
    void a_service_that_does_not_run_gets_lines_of_ours(String before) {
        assertThat(edit(Optional.of(before), OURS).orElseThrow()).contains("\ndhcpd_flags=vport0 vport1\n");
    }

    @Test
    void the_last_line_counts() {
        assertThat(edit(Optional.of("dhcpd_flags=em0\ndhcpd_flags=em1\n"), OURS))
                .contains("dhcpd_flags=em0\ndhcpd_flags=em1 vport0 vport1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dhcpd_flags=NO",
                "dhcpd_flags=em0\n",
                "dhcpd_flags=\"em0\"",
                "a=b\ndhcpd_flags='em0 em1' # x\n\n",
                "dhcpd_flags=\n",
                "dhcpd_flags=em0  \n",
                "ntpd_flags=\\\n"
            })
    void taking_ours_out_gives_back_every_byte(String text) {
        Optional<String> one = edit(Optional.of(text), List.of("vport0"));
        Optional<String> both = DHCPD.edit(one, List.of("vport0"), Optional.of(OURS));

        assertThat(DHCPD.edit(both, OURS, Optional.empty())).contains(text);
        assertThat(DHCPD.edit(edit(Optional.empty(), OURS), OURS, Optional.empty()))
                .isEmpty();
    }

    private static Optional<String> edit(Optional<String> text, List<String> ours) {
        return DHCPD.edit(text, List.of(), Optional.of(ours));
    }
}
