package io.vmm4j.testkit.internal.pf;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PfctlTest {

    private static final String SAMPLE = "/transcripts/openbsd-7.6-current/pfctl-info.txt";

    private final Stage host = new Stage();

    /** Numbers at their right ends, since their widths differ. */
    private static List<String> layout(String text) {
        return text.lines()
                .map(line -> line.replaceAll(" [ 0-9:.]*[0-9]", " #"))
                .toList();
    }

    private static String sample() throws IOException {
        try (InputStream in = Objects.requireNonNull(PfctlTest.class.getResourceAsStream(SAMPLE))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(text.indexOf("Status:"), text.indexOf("[stderr]"));
        }
    }

    @Test
    void the_filter_is_shown_as_a_real_one_is() throws IOException {
        String shown = host.pass(61).output("pfctl -si");

        assertThat(shown).startsWith("Status: Enabled for 0 days 00:0");
        assertThat(layout(shown)).isEqualTo(layout(sample()));
        assertThat(shown.lines().map(String::length).toList())
                .isEqualTo(sample().lines().map(String::length).toList());
    }

    @Test
    void turning_it_on_and_off_is_told_on_standard_error() {
        assertThat(host.perform("root", "pfctl -e"))
                .isEqualTo(new Console.Result(1, "", "pfctl: pf already enabled\n"));
        assertThat(host.perform("root", "pfctl -d")).isEqualTo(new Console.Result(0, "", "pf disabled\n"));
        assertThat(host.perform("root", "pfctl -d")).isEqualTo(new Console.Result(1, "", "pfctl: pf not enabled\n"));
        assertThat(host.output("pfctl -si")).startsWith("Status: Disabled");
        assertThat(host.perform("root", "pfctl -e")).isEqualTo(new Console.Result(0, "", "pf enabled\n"));
    }

    @Test
    void an_anchor_that_is_not_there_is_complained_of_with_success() {
        assertThat(host.perform("root", "pfctl -a none -sr"))
                .isEqualTo(new Console.Result(0, "", "pfctl: Anchor does not exist\n"));
        assertThat(host.output("pfctl -a '*' -sr")).isEqualTo(host.output("pfctl -sr"));
    }
}
