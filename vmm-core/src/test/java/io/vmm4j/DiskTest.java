package io.vmm4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskTest {

    @Test
    void an_image_always_says_its_format() {
        assertThat(DiskImage.of("qcow2:/var/vmm/web1.img")).isEqualTo(DiskImage.qcow2("/var/vmm/web1.img"));
        assertThat(DiskImage.of("raw:/raw:/x")).hasToString("raw:/raw:/x");
        assertThat(DiskImage.raw("/x").path()).isEqualTo(HostPath.of("/x"));
    }

    @ParameterizedTest
    @CsvSource({
        "/var/vmm/web1.img, IMAGE_WITHOUT_FORMAT",
        "vmdk:/x, IMAGE_WITHOUT_FORMAT",
        "RAW:/x, IMAGE_WITHOUT_FORMAT",
        "raw, IMAGE_WITHOUT_FORMAT",
        "'', IMAGE_WITHOUT_FORMAT",
        "raw:x, PATH_NOT_ABSOLUTE",
        "raw:, EMPTY",
    })
    void an_image_without_format_or_path_is_refused(String text, ValueError rule) {
        assertThat(ruleOf(() -> DiskImage.of(text))).isEqualTo(rule);
    }

    @Test
    void only_qcow2_is_derived_from_a_base() {
        HostPath base = HostPath.of("/base.qcow2");

        InvalidValueException refused = catchThrowableOfType(
                InvalidValueException.class, () -> DiskSpec.derivedFrom(base, DiskImage.raw("/var/vmm/a.img")));

        assertThat(refused.code()).isEqualTo(ValueError.DISK_BASE_NEEDS_QCOW2);
        assertThat(refused.hint()).isEqualTo("Make it qcow2:/var/vmm/a.img.");
        assertThat(DiskSpec.derivedFrom(base, DiskImage.qcow2("/a")).image()).isEqualTo(DiskImage.qcow2("/a"));
    }

    @Test
    void no_image_is_made_from_itself() {
        assertThat(ruleOf(() -> DiskSpec.derivedFrom(HostPath.of("/a"), DiskImage.qcow2("/a"))))
                .isEqualTo(ValueError.DISK_FROM_ITSELF);
        assertThat(ruleOf(() -> DiskSpec.copyOf(DiskImage.raw("/a"), DiskImage.qcow2("/a"))))
                .isEqualTo(ValueError.DISK_FROM_ITSELF);
    }

    private static Object ruleOf(ThrowingCallable call) {
        return catchThrowableOfType(InvalidValueException.class, call).code();
    }
}
