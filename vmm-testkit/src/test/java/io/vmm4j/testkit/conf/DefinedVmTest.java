package io.vmm4j.testkit.conf;

import static io.vmm4j.testkit.conf.ConfiguredHost.VM_CONF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.DeleteOptions;
import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.NetworkMode;
import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import io.vmm4j.VmError;
import io.vmm4j.VmSpec;
import io.vmm4j.error.VmmException;
import io.vmm4j.host.ConfigurationError;
import io.vmm4j.vmconf.VmConfError;
import io.vmm4j.vmconf.VmDefinition;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** VMs that vm.conf(5) defines are restarted and deleted; and what happens if nobody knows what it defines. */
class DefinedVmTest {

    private static final String RUNS =
            "vm \"old\" {\n disk \"/vm/old.img\"\n local interface { lladdr fe:e1:bb:00:00:02 }\n}\n";
    private static final DeleteOptions FROM_FILE =
            DeleteOptions.keepingDisks().stopping(StopPolicy.force()).alsoFromConfiguration();

    private static VmmException failure(ThrowingCallable action) {
        return catchThrowableOfType(VmmException.class, action);
    }

    private static Vm created(ConfiguredHost host, String name) {
        Vm vm = host.vmm()
                .create(VmSpec.builder(name)
                        .kernel(ConfiguredHost.path("/vm/bsd.rd"))
                        .disk(DiskSpec.blank(DiskImage.qcow2("/vm/" + name + ".qcow2"), DiskSize.of("1G")))
                        .network(NetworkMode.local())
                        .build());
        host.host().timeline().advance(Duration.ofMinutes(1));
        return vm;
    }

    @Test
    void a_vm_of_an_included_file_is_restarted() {
        try (ConfiguredHost host = ConfiguredHost.on(
                ConfiguredHost.builder("include \"/etc/vm.more\"\n").file("/etc/vm.more", RUNS, "root", 0600))) {
            Vm vm = host.vmm().vm("old");

            assertThat(vm.restart(StopPolicy.force()).isRunning()).isTrue();

            assertThat(host.host().roundTrips()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm \"x\" {\n", "include \"/etc/nothing\"\n"})
    void a_vm_that_was_created_is_restarted_whatever_vm_conf_says(String broken) {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            Vm vm = created(host, "lab");
            host.host().files().write("/etc/vm.conf", broken);

            assertThat(vm.restart(StopPolicy.force()).isRunning()).isTrue();
        }
    }

    @Test
    void a_vm_that_was_created_and_made_permanent_restarts_as_it_is_defined_though_nobody_can_read_that_any_more() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            Vm vm = created(host, "lab");
            VmDefinition definition =
                    VmDefinition.of(vm.status().orElseThrow().spec().orElseThrow());
            host.conf().apply(host.conf().plan(new io.vmm4j.vmconf.VmConfChange.AddVm(definition)));
            host.host().files().write("/etc/vm.conf", "vm \"x\" {\n");

            assertThat(vm.restart(StopPolicy.force()).isRunning()).isTrue();
        }
    }

    @Test
    void a_vm_of_which_nobody_knows_whether_it_is_defined_is_left_alone() {
        try (ConfiguredHost host = ConfiguredHost.with(RUNS)) {
            host.host().files().write("/etc/vm.conf", "vm \"x\" {\n");

            VmmException refusal = failure(() -> host.vmm().vm("old").restart(StopPolicy.force()));

            assertThat(refusal.code()).isEqualTo(VmError.CANNOT_BE_STARTED_AGAIN);
            assertThat(refusal).hasMessageContaining("is not known (/etc/vm.conf:3");
            assertThat(host.listed()).containsExactly("+old");
        }
    }

    @Test
    void a_defined_vm_is_deleted_from_the_file_and_from_vmd() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF + RUNS)) {
            host.vmm().vm("old").delete(FROM_FILE);

            assertThat(host.file()).isEqualTo(VM_CONF);
            assertThat(host.listed()).containsExactly("db");
            assertThat(host.host().files().exists("/vm/old.img")).isTrue();
        }
    }

    @Test
    void a_defined_vm_that_does_not_run_is_deleted_with_its_disks() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF + RUNS)) {
            host.vmm().vm("db").delete(DeleteOptions.removingAllDisks().alsoFromConfiguration());

            assertThat(host.listed()).containsExactly("+old");
            assertThat(host.host().files().exists("/vm/db.img")).isFalse();
            assertThat(host.conf().read().vm("db")).isEmpty();
        }
    }

    @Test
    void a_vm_of_an_included_file_is_deleted_from_there() {
        try (ConfiguredHost host = ConfiguredHost.on(
                ConfiguredHost.builder("include \"/etc/vm.more\"\n").file("/etc/vm.more", "# mine\n" + RUNS))) {
            host.vmm().vm("old").delete(FROM_FILE);

            assertThat(host.host().files().read("/etc/vm.more")).isEqualTo("# mine\n");
            assertThat(host.listed()).isEmpty();
        }
    }

    @Test
    void a_disk_of_another_defined_vm_is_not_removed_however_it_is_written() {
        String other = "d = \"/vm\"\nvm \"other\" {\n disable\n disk $d \"/old.img\"\n}\n";
        try (ConfiguredHost host = ConfiguredHost.with(other + RUNS)) {
            VmmException refusal = failure(() ->
                    host.vmm().vm("old").delete(DeleteOptions.removingAllDisks().alsoFromConfiguration()));

            assertThat(refusal.code()).isEqualTo(VmError.DISK_SHARED);
            assertThat(refusal).hasMessageContaining("is used by other");
            assertThat(host.listed()).containsExactly("+old", "other");
        }
    }

    @Test
    void a_vm_that_vmd_could_not_forget_alone_is_left_alone() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF + RUNS)) {
            host.sh("vmctl stop -fw old");

            VmmException refusal = failure(() -> host.vmm().vm("db").delete(FROM_FILE));

            assertThat(refusal.code()).isEqualTo(ConfigurationError.NOT_FORGOTTEN_ALONE);
            assertThat(refusal).hasMessageContaining("would start old.");
            assertThat(host.listed()).containsExactly("db", "old");
            assertThat(host.file()).isEqualTo(VM_CONF + RUNS);
        }
    }

    @Test
    void a_stopped_vm_that_no_file_defines_cannot_be_removed_from_one() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            host.sh("echo 'vm \"extra\" { disable\n disk \"/vm/mail.img\"\n}' >/tmp/x.conf; vmctl load /tmp/x.conf");

            assertThat(failure(() -> host.vmm().vm("extra").delete(FROM_FILE)).code())
                    .isEqualTo(VmConfError.NOT_DEFINED);
            assertThat(host.listed()).containsExactly("db", "extra");
        }
    }

    @Test
    void a_vm_that_was_created_is_deleted_keeping_its_disks_whatever_vm_conf_says() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            Vm vm = created(host, "lab");
            host.host().files().write("/etc/vm.conf", "vm \"x\" {\n");

            VmmException refusal =
                    failure(() -> vm.delete(DeleteOptions.removingNewDisks().stopping(StopPolicy.force())));
            assertThat(refusal.code()).isEqualTo(VmError.DISK_USERS_UNKNOWN);
            assertThat(refusal).hasMessageContaining("/etc/vm.conf:3");
            assertThat(host.listed()).containsExactly("+lab", "db");

            vm.delete(DeleteOptions.keepingDisks().stopping(StopPolicy.force()));

            assertThat(vm.status()).isEmpty();
            assertThat(host.host().files().exists("/vm/lab.qcow2")).isTrue();
        }
    }
}
