package io.vmm4j.testkit.internal.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.libc.Getopt.Option;
import java.util.List;
import org.junit.jupiter.api.Test;

class GetoptTest {

    @Test
    void options_end_at_the_first_operand() {
        Getopt result = Getopt.parse("ab:", List.of("-a", "-b", "x", "op", "-a"));

        assertThat(result.options()).containsExactly(new Option('a', ""), new Option('b', "x"));
        assertThat(result.operands()).containsExactly("op", "-a");
        assertThat(result.failed()).isFalse();
    }

    @Test
    void letters_may_be_joined_and_an_argument_may_be_attached() {
        assertThat(Getopt.parse("ab:", List.of("-abx", "-")).options())
                .containsExactly(new Option('a', ""), new Option('b', "x"));
    }

    @Test
    void a_double_dash_ends_the_options() {
        assertThat(Getopt.parse("a", List.of("--", "-a")).operands()).containsExactly("-a");
    }

    @Test
    void an_unknown_letter_and_a_missing_argument_are_errors() {
        assertThat(Getopt.parse("a", List.of("-Z")).error()).isEqualTo("unknown option -- Z");
        assertThat(Getopt.parse("b:", List.of("-b")).error()).isEqualTo("option requires an argument -- b");
        assertThat(Getopt.parse("b:", List.of("-:")).error()).isEqualTo("unknown option -- :");
    }
}
