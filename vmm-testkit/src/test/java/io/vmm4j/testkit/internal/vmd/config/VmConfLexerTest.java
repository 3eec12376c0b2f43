package io.vmm4j.testkit.internal.vmd.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** openbsd.md 2.1. */
class VmConfLexerTest {

    private static String nameOf(String vmLine) {
        ConfRun run = ConfRun.of("vm " + vmLine + " {\n\tenable\n}\n");
        assertThat(run.messages).isEmpty();
        return run.vm().name();
    }

    private static ConfRun broken(String text) {
        ConfRun run = new ConfRun();
        assertThat(run.parse(text)).isFalse();
        return run;
    }

    @Test
    void a_backslash_at_the_end_joins_lines() {
        assertThat(ConfRun.of("vm \\\n\"a\" {\n\tenable\n}\n").vm().name()).isEqualTo("a");
    }

    @Test
    void a_comment_that_ends_in_a_backslash_swallows_the_next_line() {
        ConfRun run = ConfRun.of("# comment \\\nvm \"a\" {\nvm \"b\" {\n\tenable\n}\n");

        assertThat(run.messages).isEmpty();
        assertThat(run.vm().name()).isEqualTo("b");
    }

    @Test
    void crlf_line_ends_and_a_byte_order_mark_are_syntax_errors() {
        assertThat(broken("local inet6\r\n").messages).containsExactly("/etc/vm.conf:1: syntax error");
        assertThat(broken("\u00ef\u00bb\u00bflocal inet6\n").messages).containsExactly("/etc/vm.conf:1: syntax error");
    }

    @Test
    void a_hash_ends_a_bare_word() {
        assertThat(ConfRun.of("n = web#1\nvm $n {\n\tenable\n}\n").vm().name()).isEqualTo("web");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "web-1", "a.b@c", "a\"b", "1a", "_x", ":x", "/x"})
    void a_bare_word_starts_with_letter_digit_colon_underscore_or_slash(String word) {
        assertThat(nameOf(word)).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"./x", "~/x", "-x", "123", "-5", "disk", "local"})
    void other_words_numbers_and_keywords_must_be_quoted(String word) {
        assertThat(broken("vm " + word + " {\n\tenable\n}\n").messages).containsExactly("/etc/vm.conf:1: syntax error");
        assertThat(nameOf('"' + word + '"')).isEqualTo(word);
        assertThat(nameOf('\'' + word + '\'')).isEqualTo(word);
    }

    @Test
    void in_quotes_a_backslash_escapes_only_the_quote_and_blanks() {
        assertThat(nameOf("\"a\\\"b\\ c\\td\"")).isEqualTo("a\"b c\\td");
    }

    @Test
    void in_quotes_newlines_are_dropped() {
        assertThat(nameOf("\"a\\\nb\nc\"")).isEqualTo("abc");
    }

    @Test
    void a_nul_in_quotes_is_a_syntax_error() {
        assertThat(broken("vm \"a\0b\" {\n\tenable\n}\n").messages).startsWith("/etc/vm.conf:1: syntax error");
    }

    @Test
    void a_string_of_8095_bytes_fits_and_one_more_does_not() {
        assertThat(ConfRun.of("x = \"" + "y".repeat(8095) + "\"\n").messages)
                .containsExactly("warning: macro 'x' not used");
        assertThat(broken("x = \"" + "y".repeat(8096) + "\"\n").messages).startsWith("/etc/vm.conf:1: string too long");
        assertThat(broken("y".repeat(8096) + " = \"x\"\n").messages).startsWith("/etc/vm.conf:1: string too long");
    }

    @Test
    void an_unterminated_string_is_reported() {
        assertThat(broken("vm \"a\n").messages)
                .startsWith("/etc/vm.conf:1: reached end of file while parsing quoted string");
    }

    @Test
    void adjacent_strings_concatenate() {
        assertThat(nameOf("\"a\" 'b' c")).isEqualTo("abc");
    }

    @Test
    void a_macro_is_replaced_outside_quotes_only() {
        ConfRun run = ConfRun.of("n = \"web\"\nvm $n \"1\" {\n\tenable\n}\nvm \"$n\" {\n\tenable\n}\n");

        assertThat(run.vms).extracting(vm -> vm.parameters().name()).containsExactly("web1", "$n");
        assertThat(run.messages).isEmpty();
    }

    @Test
    void a_macro_may_hold_keywords() {
        assertThat(ConfRun.of("o = \"memory 1G\"\nvm \"a\" {\n\t$o\n}\n").vm().memory())
                .isEqualTo(1L << 30);
    }

    @Test
    void a_macro_needs_a_string_not_a_number() {
        assertThat(broken("n = 5\n").messages).containsExactly("/etc/vm.conf:1: syntax error");
    }

    @Test
    void an_undefined_macro_is_reported_with_a_syntax_error() {
        assertThat(broken("\nvm $nope {\n").messages)
                .containsExactly("/etc/vm.conf:2: macro 'nope' not defined", "/etc/vm.conf:2: syntax error");
    }

    @Test
    void an_unused_macro_is_a_warning_and_no_error() {
        ConfRun run = new ConfRun();

        assertThat(run.parse("d = \"/vm\"\n")).isTrue();
        assertThat(run.messages).containsExactly("warning: macro 'd' not used");
    }

    @Test
    void a_macro_of_the_command_line_wins_and_outlives_the_file() {
        ConfRun run = new ConfRun();
        assertThat(run.parser.defineMacro("n=other")).isTrue();
        assertThat(run.parser.defineMacro("n")).isFalse();

        run.parse("n = \"web\"\nvm $n {\n\tenable\n}\n");
        run.parse("vm $n {\n\tenable\n}\n");

        assertThat(run.vms).extracting(vm -> vm.parameters().name()).containsExactly("other", "other");
    }

    @Test
    void an_included_file_is_read_in_place_and_named_in_its_messages() {
        ConfRun run = new ConfRun();
        run.files.put("/etc/inc.conf", "vm \"a\" {\n\tenable\n}\nbad\n");

        assertThat(run.parse("include \"/etc/inc.conf\"\nvm \"b\" {\n\tenable\n}\n"))
                .isFalse();

        assertThat(run.vms).extracting(vm -> vm.parameters().name()).containsExactly("a", "b");
        assertThat(run.messages).containsExactly("/etc/inc.conf:4: syntax error");
    }

    @Test
    void a_missing_include_is_an_error() {
        assertThat(broken("\ninclude \"/etc/nope\"\n").messages)
                .containsExactly("/etc/vm.conf:2: failed to include file /etc/nope");
    }

    @Test
    void an_include_inside_a_block_is_a_syntax_error() {
        assertThat(broken("vm \"a\" {\n\tinclude \"/etc/x\"\n}\n").messages)
                .containsExactly("/etc/vm.conf:2: syntax error");
    }

    @Test
    void a_number_out_of_range_is_reported() {
        assertThat(broken("vm \"a\" {\n\tmemory 99999999999999999999\n}\n").messages)
                .startsWith("/etc/vm.conf:2: \"99999999999999999999\" invalid number: too large");
    }
}
