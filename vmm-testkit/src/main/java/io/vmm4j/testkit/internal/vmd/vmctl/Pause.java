package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.vmd.ResultCode;
import io.vmm4j.testkit.internal.vmd.VmdReply;
import io.vmm4j.testkit.internal.vmd.VmdRequest;
import java.io.IOException;

/** {@code vmctl pause} and {@code vmctl unpause}. */
final class Pause {

    private final SimProcess process;
    private final Client client;

    Pause(SimProcess process, Client client) {
        this.process = process;
        this.client = client;
    }

    int pause(VmName vm) throws IOException {
        VmdReply.Paused reply = (VmdReply.Paused) client.ask(new VmdRequest.Pause(vm.selector()));
        return report("pause", reply.result(), reply.id());
    }

    int unpause(VmName vm) throws IOException {
        VmdReply.Unpaused reply = (VmdReply.Unpaused) client.ask(new VmdRequest.Unpause(vm.selector()));
        return report("unpause", reply.result(), reply.id());
    }

    private int report(String verb, ResultCode result, long id) throws IOException {
        if (!result.isOk()) {
            throw Exit.with(process, verb + " vm command failed: " + result.text());
        }
        process.complain("vmctl: " + verb + "d vm " + id + " successfully\n");
        return 0;
    }
}
