package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.vmd.VmInfo;
import io.vmm4j.testkit.internal.vmd.VmdReply;
import io.vmm4j.testkit.internal.vmd.VmdRequest;
import java.io.IOException;

/** {@code vmctl send} and {@code vmctl receive} of older releases. Simulated VMs cannot be sent; both always fail. */
final class Transfer {

    private final SimProcess process;
    private final Client client;

    Transfer(SimProcess process, Client client) {
        this.process = process;
        this.client = client;
    }

    int run(Command command, VmName vm) throws IOException {
        VmdReply.Infos infos = (VmdReply.Infos) client.ask(new VmdRequest.Info());
        boolean known = infos.vms().stream().anyMatch((VmInfo info) -> vm.matches(info.id(), info.name()));
        Errno reason = known || command == Command.RECEIVE ? Errno.EOPNOTSUPP : Errno.ENOENT;
        throw Exit.with(process, command.word() + " vm command failed", reason);
    }
}
