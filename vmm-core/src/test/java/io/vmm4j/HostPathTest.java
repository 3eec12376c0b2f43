package io.vmm4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/bsd", "/var/vmm/web 1.qcow2", "/it's/$(id);`x`", "/é/日本", "/a//b/../c", "/-x"})
    void an_absolute_path_is_kept_as_written(String text) {
        assertThat(HostPath.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"'', EMPTY", "bsd, PATH_NOT_ABSOLUTE", "~/x, PATH_NOT_ABSOLUTE", "raw:/x, PATH_NOT_ABSOLUTE"})
    void a_path_that_is_not_absolute_is_refused(String text, ValueError rule) {
        assertThat(ruleOf(text)).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\nb", "/a\0", "/\t", "/\u007f", "/\u0085"})
    void control_characters_are_refused(String text) {
        assertThat(ruleOf(text)).isEqualTo(ValueError.CONTROL_CHARACTER);
    }

    @Test
    void the_limit_counts_bytes_not_characters() {
        assertThat(HostPath.of("/" + "a".repeat(1022)).value()).hasSize(1023);
        assertThat(ruleOf("/" + "a".repeat(1023))).isEqualTo(ValueError.TOO_LONG);
        assertThat(HostPath.of("/" + "é".repeat(511)).value()).hasSize(512);
        assertThat(ruleOf("/" + "é".repeat(512))).isEqualTo(ValueError.TOO_LONG);
        assertThat(ruleOf("/\ud800")).isEqualTo(ValueError.NOT_UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "/var/vmm/web1.qcow2, /var/vmm, web1.qcow2",
        "/bsd, /, bsd",
        "/var/vmm/, /var, vmm",
        "/var//vmm, /var/, vmm",
    })
    void a_path_knows_its_directory_and_its_name(String path, String parent, String name) {
        assertThat(HostPath.of(path).parent()).contains(HostPath.of(parent));
        assertThat(HostPath.of(path).fileName()).isEqualTo(name);
    }

    @Test
    void the_root_directory_has_neither() {
        assertThat(HostPath.of("/").parent()).isEmpty();
        assertThat(HostPath.of("//").parent()).isEmpty();
        assertThat(HostPath.of("/").fileName()).isEmpty();
    }

    @Test
    void a_path_below_another_is_joined_by_one_slash() {
        assertThat(HostPath.of("/var/vmm").resolve("web1.qcow2")).hasToString("/var/vmm/web1.qcow2");
        assertThat(HostPath.of("/").resolve("bsd")).hasToString("/bsd");
        assertThat(catchThrowableOfType(
                                InvalidValueException.class,
                                () -> HostPath.of("/var").resolve(""))
                        .code())
                .isEqualTo(ValueError.EMPTY);
    }

    private static Object ruleOf(String text) {
        return catchThrowableOfType(InvalidValueException.class, () -> HostPath.of(text))
                .code();
    }
}
