package io.vmm4j.pf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PfConfTest {

    private static final String USERS = "set skip on lo\nblock return\npass\n";

    @Test
    void our_lines_come_last_and_nothing_else_changes() {
        assertThat(PfConf.of(USERS).withAnchors().text()).contains(USERS + """
                # vmm4j: anchors begins
                anchor "vmm4j/*"
                include "/etc/pf.vmm4j.conf"
                # vmm4j: anchors ends
                """);
    }

    @Test
    void they_are_never_added_twice() {
        PfConf once = PfConf.of(USERS).withAnchors();

        assertThat(once.withAnchors()).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anchor \"vmm4j/*\"\ninclude \"/etc/pf.vmm4j.conf\"\npass\n",
                "anchor 'vmm4j/*' on tap # mine\n  include '/etc/pf.vmm4j.conf'\n",
                "anchor \\\n \"vmm4j/*\"\ninclude \"/etc/pf.vmm4j.conf\""
            })
    void lines_that_the_administrator_moved_or_wrote_are_found_again(String text) {
        assertThat(PfConf.of(text).hasAnchors()).isTrue();
        assertThat(PfConf.of(text).withAnchors().text()).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# anchor \"vmm4j/*\"\n",
                "# a comment that goes on \\\nanchor \"vmm4j/*\"\n",
                "pass label \"anchor vmm4j/*\"\n",
                "anchor \"other\" {\nanchor \"vmm4j/*\"\n}\n",
                "anchor \"vmm4j\"\n"
            })
    void what_only_looks_like_our_line_is_none(String text) {
        assertThat(PfConf.of(text).hasAnchors()).isFalse();
        assertThat(PfConf.of(text).withAnchors().hasAnchors()).isTrue();
    }

    @Test
    void what_is_missing_of_the_two_is_added() {
        PfConf conf = PfConf.of("anchor \"vmm4j/*\"\npass\n").withAnchors();

        assertThat(conf.hasLoader()).isTrue();
        assertThat(conf.toString().split("anchor \"vmm4j", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", USERS, "pass", "pass \\\n", "pass \\", "# a comment \\", "\n\n", "pass\r\n"})
    void taking_them_out_again_gives_back_every_byte(String text) {
        assertThat(PfConf.of(text).withAnchors().hasAnchors()).isTrue();
        assertThat(PfConf.of(text).withAnchors().withoutAnchors()).isEqualTo(PfConf.of(text));
    }

    @Test
    void a_file_that_was_made_for_them_goes_with_them() {
        assertThat(PfConf.absent().withAnchors().withoutAnchors().text()).isEqualTo(Optional.empty());
    }

    @Test
    void rules_that_decide_before_ours_are_named_by_their_lines() {
        assertThat(PfConf.of(
                                "pass\nblock in \\\n quick on em0\n# pass quick\npass quick proto tcp to port { 22\n80 }\npass quick\n")
                        .quickLines())
                .containsExactly(2, 5, 7);
    }
}
