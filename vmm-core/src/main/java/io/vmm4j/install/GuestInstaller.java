package io.vmm4j.install;

import io.vmm4j.VmSpec;
import io.vmm4j.operation.Course;
import io.vmm4j.operation.Kept;
import io.vmm4j.operation.Workflow;
import java.util.Objects;

/**
 * An {@link Installer} that can also run. What it does is a course of steps, which {@link io.vmm4j.operation.Operations} keeps in its
 * journal, carries on with after a program has died, and undoes if one fails: then no disk, VM, process or file of it is left.
 */
public interface GuestInstaller extends Installer {

    /**
     * The steps from nothing to a guest that runs and answers. Asks no host; the same arguments give the same steps.
     *
     * @param vm the VM as it is to be in the end: without kernel, boot device or medium of the installation
     * @throws io.vmm4j.InvalidValueException as {@link #files}
     */
    Course<InstalledGuest> course(InstallSite site, VmSpec vm, GuestSetup setup);

    /**
     * The kind of operation that installs guests of this setup, for {@link io.vmm4j.operation.Operations#start}. The setup, which may
     * hold secrets, is no part of the request: a program that carries on with what another began must bring the same.
     */
    default Workflow<VmSpec, InstalledGuest> workflow(InstallSite site, GuestSetup setup) {
        Objects.requireNonNull(site, "site");
        Objects.requireNonNull(setup, "setup");
        return Workflow.of(
                "install_guest",
                Kept.json(VmSpec.class, VmSpec::toJson, VmSpec::fromJson),
                vm -> course(site, vm, setup));
    }
}
