package io.vmm4j.host.internal.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DoasRuleTest {

    @Test
    void arguments_are_permitted_word_by_word() {
        assertThat(DoasRule.exactly("pfctl", "-a", "*", "-sr").line("admin"))
                .isEqualTo("permit nopass admin as root cmd pfctl args -a \"*\" -sr");
    }

    @Test
    void a_command_without_arguments_stays_without() {
        assertThat(DoasRule.exactly("vmctl").line("admin")).isEqualTo("permit nopass admin as root cmd vmctl args");
    }

    @Test
    void a_rule_for_any_arguments_makes_those_for_some_superfluous() {
        DoasRule any = DoasRule.any("vmctl");
        DoasRule other = DoasRule.exactly("vmd", "-n");

        assertThat(DoasRule.withoutSuperfluous(List.of(DoasRule.exactly("vmctl", "status"), other, any, any)))
                .containsExactly(other, any);
    }
}
