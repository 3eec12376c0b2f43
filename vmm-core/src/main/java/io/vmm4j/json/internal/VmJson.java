package io.vmm4j.json.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.GuestAddress;
import io.vmm4j.StopOutcome;
import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.VmStatus;
import io.vmm4j.internal.JsonFields;
import io.vmm4j.internal.VmSpecJson;
import java.util.List;

/** Writes VMs. */
public final class VmJson {

    private VmJson() {}

    /** A VM. */
    public static ObjectNode vm(VmInfo vm) {
        ObjectNode json = JsonFields.empty()
                .put("name", vm.name().value())
                .put("state", vm.state().toString())
                .put("running", vm.isRunning());
        vm.status().ifPresent(status -> json.set("status", status(status)));
        vm.spec().ifPresent(spec -> json.set("spec", VmSpecJson.tree(spec)));
        return json;
    }

    /** All VMs of a host. */
    public static ObjectNode vms(String host, List<VmInfo> vms) {
        ObjectNode json = JsonFields.empty().put("host", host);
        ArrayNode array = json.putArray("vms");
        vms.forEach(vm -> array.add(vm(vm)));
        return json;
    }

    /** A row of vmctl status. */
    public static ObjectNode status(VmStatus status) {
        ObjectNode json = JsonFields.empty()
                .put("id", status.id().value())
                .put("name", status.name().value())
                .put("state", status.state().toString());
        status.stateText().ifPresent(text -> json.put("stateText", text));
        status.pid().ifPresent(pid -> json.put("pid", pid));
        json.put("vcpus", status.vcpus()).put("maxMemory", status.maxMemory());
        status.currentMemory().ifPresent(memory -> json.put("currentMemory", memory));
        status.tty().ifPresent(tty -> json.put("tty", tty));
        json.put("owner", status.owner());
        ObjectNode others = json.putObject("otherColumns");
        status.otherColumns().forEach(others::put);
        status.details().forEach(json.putArray("details")::add);
        return json;
    }

    /** How a VM was stopped. */
    public static ObjectNode stopped(VmName vm, StopOutcome outcome) {
        return JsonFields.empty().put("name", vm.value()).put("outcome", Documents.lower(outcome));
    }

    /** Where a guest can be reached. */
    public static ObjectNode address(GuestAddress address) {
        return JsonFields.empty()
                .put("address", address.address())
                .put("source", Documents.lower(address.source()))
                .put("tap", address.tap());
    }
}
