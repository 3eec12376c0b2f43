package io.vmm4j.testkit.install;

import io.vmm4j.BootDevice;
import io.vmm4j.HostPath;
import io.vmm4j.VmSpec;
import io.vmm4j.install.GuestInstaller;
import io.vmm4j.install.GuestSetup;
import io.vmm4j.install.InstallSite;
import io.vmm4j.testkit.contract.InstallerContract;
import io.vmm4j.time.Timeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** OpenBSD's installer keeps the contract. */
@Timeout(60)
class OpenBsdInstallerContractTest extends InstallerContract {

    private final InstallStage stage = new InstallStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Override
    protected GuestInstaller installer() {
        return InstallStage.openBsd();
    }

    @Override
    protected InstallSite site() {
        return stage.site();
    }

    @Override
    protected Timeline timeline() {
        return stage.host().timeline();
    }

    @Override
    protected VmSpec vm() {
        return InstallStage.web();
    }

    @Override
    protected VmSpec vmInstalling() {
        return vm().toBuilder()
                .kernel(HostPath.of("/bsd.rd"))
                .bootDevice(BootDevice.NET)
                .build();
    }

    @Override
    protected GuestSetup setup() {
        return InstallStage.simple().build();
    }
}
