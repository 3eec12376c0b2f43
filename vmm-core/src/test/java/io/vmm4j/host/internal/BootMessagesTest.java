package io.vmm4j.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.RecordedCommand;
import io.vmm4j.exec.Command;
import io.vmm4j.host.CpuVirtualization;
import io.vmm4j.host.Finding.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootMessagesTest {

    private static final String BEFORE = "OpenBSD 7.9 (GENERIC.MP) #61: Tue May 12 10:20:11 MDT 2026\n";
    private static final String OLD_INTEL = "cpu0: FPU,VME,DE,SSE3,PCLMUL,VMX,EST,LAHF\n";

    /** The form of newer releases; put together by hand. */
    private static final String NEW_INTEL =
            "cpu0: cpuid 1 edx=bfebfbff<FPU,VME,DE> ecx=7ffafbbf<SSE3,PCLMUL,VMX,EST>\n";

    private static BootMessages of(String text) {
        return BootMessages.of(RecordedCommand.answer(Command.read("cat", "/var/run/dmesg.boot"), text, "", 0));
    }

    private static BootMessages unreadable() {
        return BootMessages.of(RecordedCommand.answer(
                Command.read("cat", "/var/run/dmesg.boot"), "", "cat: /var/run/dmesg.boot: Permission denied\n", 1));
    }

    @Test
    void what_attached_is_what_the_processor_has() {
        List<String> lines = RecordedCommand.sample("dmesg-vmm.txt").lines().toList();

        assertThat(lines)
                .extracting(line -> of(BEFORE + line + "\nvga1 at pci0\n").cpu())
                .containsExactly(CpuVirtualization.VMX_EPT, CpuVirtualization.SVM_RVI);
        for (String line : lines) {
            assertThat(of(line).cpuSupport().holds()).isTrue();
            assertThat(of(line).kernelSupport(true).evidence()).isEqualTo(line);
        }
    }

    @Test
    void words_after_the_technology_change_nothing() {
        BootMessages boot = of("vmm0 at mainbus0: VMX/EPT (using slow L1TF mitigation)\n");

        assertThat(boot.cpu()).isEqualTo(CpuVirtualization.VMX_EPT);
        assertThat(boot.kernelSupport(true).holds()).isTrue();
    }

    @Test
    void a_technology_that_is_not_known_is_unknown_and_there() {
        BootMessages boot = of("vmm0 at mainbus0: EL2/S2\n");

        assertThat(boot.cpu()).isEqualTo(CpuVirtualization.UNKNOWN);
        assertThat(boot.cpuSupport().holds()).isTrue();
        assertThat(boot.kernelSupport(true).evidence()).contains("EL2/S2");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD_INTEL, NEW_INTEL, "cpu0: FPU,VME,LZCNT,SVM,EAPICSP\n"})
    void a_feature_without_vmm0_points_at_the_machines_setup(String line) {
        BootMessages boot = of(BEFORE + line);

        assertThat(boot.cpu()).isEqualTo(CpuVirtualization.UNKNOWN);
        assertThat(boot.cpuSupport().holds()).isTrue();
        assertThat(boot.kernelSupport(true).verdict()).isEqualTo(Verdict.NO);
        assertThat(boot.kernelSupport(true).evidence()).contains("switched off in the machine's setup");
    }

    @Test
    void neither_vmm0_nor_a_feature_is_none() {
        BootMessages boot = of(BEFORE + "cpu0: FPU,VME,DE,SSE3\ncpu1: FPU,SVMX,VMXE\n");

        assertThat(boot.cpu()).isEqualTo(CpuVirtualization.NONE);
        assertThat(boot.cpuSupport().verdict()).isEqualTo(Verdict.NO);
        assertThat(boot.kernelSupport(true).verdict()).isEqualTo(Verdict.NO);
    }

    @Test
    void a_file_that_cannot_be_read_tells_nothing() {
        for (BootMessages boot : List.of(unreadable(), of(""))) {
            assertThat(boot.cpu()).isEqualTo(CpuVirtualization.UNKNOWN);
            assertThat(boot.cpuSupport().verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(boot.kernelSupport(true).verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(boot.kernelSupport(false).verdict()).isEqualTo(Verdict.NO);
        }
    }

    @Test
    void a_driver_without_a_device_node_is_mentioned() {
        assertThat(of("vmm0 at mainbus0: VMX/EPT\n").kernelSupport(false).evidence())
                .contains("no /dev/vmm");
    }
}
