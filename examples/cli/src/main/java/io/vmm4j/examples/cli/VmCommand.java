package io.vmm4j.examples.cli;

import io.vmm4j.Vm;
import io.vmm4j.VmName;
import picocli.CommandLine.Parameters;

/** A command for one VM. */
abstract class VmCommand extends HostCommand {

    @Parameters(paramLabel = "NAME", description = "The VM's name; compared exactly.")
    private String name = "";

    /** What is done with the VM. */
    interface VmTask {
        Outcome on(Vm vm);
    }

    @Override
    final Task task() {
        VmName vm = VmName.observed(name);
        VmTask task = vmTask();
        return host -> task.on(host.vm(vm));
    }

    /** Reads the rest of the command line, before there is any connection. */
    abstract VmTask vmTask();
}
