package io.vmm4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class QuickstartTest {

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void a_vm_is_created_gets_its_address_is_stopped_and_deleted() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        Simulation.run(host -> Quickstart.lifeOfAVm(host, new PrintStream(printed, true, StandardCharsets.UTF_8)));

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                Ready for VMs: yes (vmm(4) attached, vmd enabled and running, firmware installed)
                web has the address 100.64.1.3
                web was stopped: STOPPED
                web is gone: true
                """);
    }
}
