package io.vmm4j.examples.cli;

import io.vmm4j.Vm;
import io.vmm4j.VmmHost;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** A command for one VM. */
abstract class VmCommand extends HostCommand {

    @Parameters(paramLabel = "NAME", description = "The VM's name; compared exactly.")
    private String name = "";

    @Override
    final Outcome execute(VmmHost host) throws IOException {
        return execute(host.vm(name));
    }

    abstract Outcome execute(Vm vm) throws IOException;
}
