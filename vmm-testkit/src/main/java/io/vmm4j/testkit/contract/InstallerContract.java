package io.vmm4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.DiskSpec;
import io.vmm4j.VmInfo;
import io.vmm4j.VmSpec;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.install.GuestFile;
import io.vmm4j.install.GuestInstaller;
import io.vmm4j.install.GuestSetup;
import io.vmm4j.install.InstallException;
import io.vmm4j.install.InstallSite;
import io.vmm4j.install.InstalledGuest;
import io.vmm4j.operation.Journal;
import io.vmm4j.operation.Operation;
import io.vmm4j.operation.OperationException;
import io.vmm4j.operation.Operations;
import io.vmm4j.operation.Step;
import io.vmm4j.time.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link GuestInstaller} must keep. A subclass says what is installed where: on a host that has nothing of the VM, and on
 * which the installation succeeds. It makes a new host for each test.
 */
public abstract class InstallerContract {

    /** For the class that names the installer. */
    protected InstallerContract() {}

    /** The installer. */
    protected abstract GuestInstaller installer();

    /** Where guests are installed, all of whose commands this executor runs. */
    protected abstract InstallSite site();

    /** The host's time. */
    protected abstract Timeline timeline();

    /** The VM as it is to be in the end, with new disks. */
    protected abstract VmSpec vm();

    /** The VM as {@link GuestInstaller#files} is asked for it: with what only the installation needs, if it needs that. */
    protected VmSpec vmInstalling() {
        return vm();
    }

    /** What the guest is to be, with a password. */
    protected abstract GuestSetup setup();

    private Operation<InstalledGuest> start(VmSpec vm) {
        Operations operations = Operations.on(Journal.inMemory())
                .timeline(timeline())
                .worker(Runnable::run)
                .open();
        return operations.start(installer().workflow(site(), setup()), vm);
    }

    @Test
    void the_same_arguments_give_the_same_files() {
        assertThat(installer().files(vmInstalling(), setup()).files())
                .isEqualTo(installer().files(vmInstalling(), setup()).files());
    }

    @Test
    void what_is_shown_of_the_files_holds_no_secret() {
        for (GuestFile file : installer().files(vmInstalling(), setup()).files()) {
            file.secrets().forEach(secret -> assertThat(file.shown()).doesNotContain(secret));
        }
    }

    @Test
    void the_same_arguments_give_the_same_steps() {
        List<String> steps = steps();

        assertThat(steps).isNotEmpty().isEqualTo(steps());
    }

    private List<String> steps() {
        return installer().course(site(), vm(), setup()).steps().stream()
                .map(Step::name)
                .toList();
    }

    @Test
    void an_installed_guest_runs_without_what_installed_it() {
        InstalledGuest guest = start(vm()).await();

        VmInfo info = site().host().vm(guest.vm()).status().orElseThrow();
        assertThat(info.isRunning()).isTrue();
        VmSpec spec = info.spec().orElseThrow();
        assertThat(spec.kernel()).isEqualTo(vm().kernel());
        assertThat(spec.cdrom()).isEqualTo(vm().cdrom());
        assertThat(spec.bootDevice()).isEqualTo(vm().bootDevice());
        assertThat(spec.newDisks()).isEmpty();
    }

    @Test
    void a_vm_that_is_there_is_refused_and_left_alone() {
        start(vm()).await();

        Operation<InstalledGuest> again = start(vm());

        OperationException failure = catchThrowableOfType(OperationException.class, again::await);
        assertThat(failure.getCause()).isInstanceOf(InstallException.class);
        assertThat(failure.leftovers()).isEmpty();
        assertThat(site().host().vm(vm().name()).status().orElseThrow().isRunning())
                .isTrue();
        CommandExecutor executor = site().host().executor();
        for (DiskSpec.New disk : vm().newDisks()) {
            Command look = Command.read("test", "-s", disk.image().path().value());
            assertThat(executor.run(look.asRoot()).succeeded()).isTrue();
        }
    }
}
