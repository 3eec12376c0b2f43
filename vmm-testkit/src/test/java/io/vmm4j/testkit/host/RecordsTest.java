package io.vmm4j.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.DeleteOptions;
import io.vmm4j.Vm;
import io.vmm4j.VmError;
import io.vmm4j.error.VmmException;
import org.junit.jupiter.api.Test;

/** The files in which a host keeps the specifications of VMs. */
class RecordsTest {

    @Test
    void a_damaged_record_is_named_with_its_file() {
        try (Stage stage = Stage.on(Stage.builder())) {
            Vm vm = stage.running("web");
            stage.host().files().write(Stage.record("web"), "{");

            VmmException failure = Failures.of(() -> vm.delete(DeleteOptions.removingAllDisks()));

            assertThat(failure.code()).isEqualTo(VmError.RECORD_DAMAGED);
            assertThat(failure.hint()).contains(Stage.record("web"));
            assertThat(stage.vmm().vms()).as("the table still tells of it").hasSize(1);
            assertThat(stage.processes()).containsExactly("web");
            assertThat(stage.hasDisk("web")).isTrue();
        }
    }

    @Test
    void records_can_be_read_by_every_user() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.running("web");

            assertThat(stage.host().files().mode(Stage.RECORDS)).isEqualTo(0755);
            assertThat(stage.host().files().mode(Stage.record("web"))).isEqualTo(0644);
        }
    }
}
