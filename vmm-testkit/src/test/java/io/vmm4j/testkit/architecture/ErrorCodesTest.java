package io.vmm4j.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.vmm4j.ValueError;
import io.vmm4j.VmError;
import io.vmm4j.error.ErrorCode;
import io.vmm4j.exec.DoasRefusal;
import io.vmm4j.exec.ExecError;
import io.vmm4j.pf.PfError;
import io.vmm4j.ssh.SshError;
import io.vmm4j.vmctl.VmctlFailure;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All error codes of all modules, found by what they are so that none is forgotten. */
class ErrorCodesTest {

    private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");

    /** With a blank behind the brace it is a brace of vm.conf(5). */
    private static final Pattern BRACE = Pattern.compile("\\{[^ ]|[^ ]}");

    private static List<Class<?>> enums() {
        return ArchitectureTest.ALL.stream()
                .filter(type -> type.isAssignableTo(ErrorCode.class) && !type.isInterface())
                .<Class<?>>map(JavaClass::reflect)
                .toList();
    }

    static Stream<ErrorCode> codes() {
        return enums().stream()
                .flatMap(type -> Stream.of(type.getEnumConstants()))
                .map(ErrorCode.class::cast);
    }

    @Test
    void every_module_keeps_its_codes_in_enums() {
        assertThat(enums()).allMatch(Class::isEnum);
        assertThat(enums().stream().map(Class::getName))
                .contains(Stream.of(
                                ValueError.class,
                                VmError.class,
                                ExecError.class,
                                DoasRefusal.class,
                                VmctlFailure.class,
                                SshError.class,
                                PfError.class)
                        .map(Class::getName)
                        .toArray(String[]::new));
    }

    @Test
    void no_two_errors_share_an_id() {
        assertThat(codes()).extracting(ErrorCode::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void an_error_says_what_happened_and_what_to_do(ErrorCode code) {
        assertThat(code.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        for (String text : List.of(code.message(), code.hint())) {
            assertThat(text).isNotBlank().isEqualTo(text.strip()).doesNotContain("\n");
            assertThat(PLACE.matcher(text).replaceAll("x"))
                    .as("places are one lower-case word in braces")
                    .doesNotContainPattern(BRACE);
        }
        assertThat(code.message()).as("a sentence").matches("([A-Z{]|[a-z]+\\(|[a-z]+ ).*[.})]");
    }
}
