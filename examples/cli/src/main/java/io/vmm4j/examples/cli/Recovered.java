package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.VmName;
import io.vmm4j.host.RebootRecovery;
import io.vmm4j.json.VmmJson;
import java.util.List;

/** What became of the VMs that ran before a reboot. */
record Recovered(String target, RebootRecovery recovery) implements HostCommand.Outcome {

    @Override
    public JsonNode json() {
        return Json.document(VmmJson.of(target, recovery));
    }

    @Override
    public void print(Screen out) {
        if (recovery.started().isEmpty()
                && recovery.running().isEmpty()
                && recovery.gone().isEmpty()) {
            out.line("No VM is noted on " + target + ": nothing to start.");
        }
        print(out, "started", recovery.started());
        print(out, "running already", recovery.running());
        print(out, "gone, not started", recovery.gone());
        print(out, "running now, not before", recovery.others());
    }

    private static void print(Screen out, String what, List<VmName> vms) {
        if (!vms.isEmpty()) {
            out.line(what + ": " + Names.listed(vms));
        }
    }
}
