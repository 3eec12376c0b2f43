package io.vmm4j.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinedVmsTest {

    private static Set<String> names(String text) {
        return DefinedVms.of(text).names();
    }

    @Test
    void vms_are_found_quoted_or_not() {
        assertThat(names("vm \"a\" {\n disable\n}\nvm b {\n disable\n}\nvm 'c' { disable }\n"))
                .containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void what_stands_in_comments_and_blocks_is_none() {
        String text = """
                # vm "commented" {
                vm "web" { # vm "behind" {
                    interface {
                        switch "vm x"
                    }
                    disk "/vm/vm.img" # vm "y"
                }
                switch "vm" {
                    interface veb0
                }
                """;

        assertThat(names(text)).containsExactly("web");
    }

    @Test
    void a_brace_in_quotes_or_comments_closes_nothing() {
        assertThat(names("vm \"a\" {\n disk \"/vm/}{.img\" # }\n}\nvm \"b\" {\n disable\n}\n"))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void an_instance_is_named_by_its_second_name() {
        assertThat(names("vm \"base\" {\n disable\n}\nvm \"base\" instance \"one\" {\n disable\n}\n"))
                .containsExactlyInAnyOrder("base", "one");
    }

    @Test
    void a_backslash_joins_lines_also_in_comments() {
        assertThat(names("vm \\\n\"a\" {\n disable\n}\n# comment \\\nvm \"b\" {\n#}\nvm \"c\" {\n disable\n}\n"))
                .contains("a")
                .doesNotContain("b");
    }

    @Test
    void a_macro_stands_for_its_value_outside_quotes_only() {
        assertThat(names("name = \"web\"\nvm $name {\n disable\n}\n")).containsExactly("web");
        assertThat(names("name=\"web\"\nvm $name {\n disable\n}\n")).containsExactly("web");
        assertThat(names("name = \"web\"\nvm \"$name\" {\n disable\n}\n")).containsExactly("$name");
    }

    @Test
    void other_statements_define_no_vm() {
        assertThat(names("include \"/etc/vm.d/vm\"\nlocal prefix \"10.0.0.0/16\"\nsocket owner \"vm\"\nvm\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "vm", "vm \"", "vm \"a", "}}}", "{{{", "\"", "#", "\\", "vm \"a\" {"})
    void broken_text_is_no_trouble(String text) {
        assertThat(names(text)).hasSizeLessThanOrEqualTo(1);
    }
}
