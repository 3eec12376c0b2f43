package io.vmm4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.error.ErrorCode;
import io.vmm4j.media.MediaError;
import io.vmm4j.vmctl.VmctlFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All error codes of this module, found by what they are so that none is forgotten. */
class ErrorCodesTest {

    private static final List<ErrorCode> CODES = find();

    private static List<ErrorCode> find() {
        try {
            Path classes = Path.of(ErrorCode.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(classes)) {
                return files.map(file -> classes.relativize(file).toString().replace('/', '.'))
                        .filter(name -> name.startsWith("io.vmm4j.") && name.endsWith(".class"))
                        .map(name -> load(name.substring(0, name.length() - ".class".length())))
                        .filter(type -> type.isEnum() && ErrorCode.class.isAssignableFrom(type))
                        .flatMap(type -> Stream.of(type.getEnumConstants()))
                        .map(ErrorCode.class::cast)
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ErrorCode.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    static List<ErrorCode> codes() {
        return CODES;
    }

    @Test
    void they_are_found() {
        assertThat(codes()).contains(ValueError.values()).contains(MediaError.values());
    }

    @Test
    void no_two_errors_share_an_id() {
        assertThat(codes()).extracting(ErrorCode::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void an_error_says_what_happened_and_what_to_do(ErrorCode code) {
        assertThat(code.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(code.message()).isNotBlank().doesNotContain("\n");
        assertThat(code.hint()).isNotBlank().doesNotContain("\n");
    }

    @ParameterizedTest
    @EnumSource(VmctlFailure.class)
    void what_vmctl_fails_with_is_said_of_a_host(VmctlFailure failure) {
        assertThat(failure.message()).contains("{target}");
    }
}
