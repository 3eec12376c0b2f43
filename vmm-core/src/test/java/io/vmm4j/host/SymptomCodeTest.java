package io.vmm4j.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SymptomCodeTest {

    @ParameterizedTest
    @EnumSource
    void each_says_what_it_is_and_what_to_do(SymptomCode code) {
        assertThat(code.id()).matches("[a-z]+(-[a-z]+)*");
        assertThat(code.summary()).endsWith(".");
        assertThat(code.advice()).endsWith(".");
        assertThat(code.retry().orElse("none")).isNotBlank();
    }

    @Test
    void a_symptom_prints_all_that_a_person_needs() {
        Symptom symptom = new Symptom(
                SymptomCode.FIRMWARE_MISSING, "/etc/firmware/vmm-bios does not exist", List.of("fw_update vmm"));

        assertThat(symptom.toString()).isEqualTo("""
                        warning firmware-missing: The BIOS firmware is missing: guests start only from a kernel.
                          seen: /etc/firmware/vmm-bios does not exist
                          do: Fetch it. No reboot is needed.
                              fw_update vmm
                          then look again: ls -l /etc/firmware/vmm-bios""");
    }
}
