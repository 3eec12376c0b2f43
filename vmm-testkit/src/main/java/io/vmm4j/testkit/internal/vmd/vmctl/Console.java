package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.vmd.VmInfo;
import io.vmm4j.testkit.internal.vmd.VmdReply;
import io.vmm4j.testkit.internal.vmd.VmdRequest;
import java.io.IOException;

/** {@code vmctl console}: becomes cu(1) on the VM's terminal. */
final class Console {

    private final SimProcess process;
    private final Client client;

    Console(SimProcess process, Client client) {
        this.process = process;
        this.client = client;
    }

    int run(VmName wanted) throws IOException {
        VmdReply.Infos infos = (VmdReply.Infos) client.ask(new VmdRequest.Info());
        for (VmInfo vm : infos.vms()) {
            if (vm.process().isPresent() && wanted.matches(vm.id(), vm.name())) {
                client.close();
                return new Cu(process).connect(vm.process().get().tty());
            }
        }
        throw Exit.with(process, "console not found");
    }
}
