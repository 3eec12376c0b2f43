package io.vmm4j.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.GuestAddress;
import io.vmm4j.VmInfo;
import io.vmm4j.VmSpec;
import io.vmm4j.VmStatus;
import io.vmm4j.host.Finding;
import io.vmm4j.host.HostProbe;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.CommandChange;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.Plan;
import java.util.List;
import java.util.Locale;

/** The SDK's values as JSON. Fields are named as in the API; what is not there is left out. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode probe(String target, HostProbe probe) {
        ObjectNode json = object().put("host", target).put("system", probe.system());
        probe.release().ifPresent(release -> json.put("release", release.toString()));
        json.set("available", finding(probe.available()));
        json.set("enabled", finding(probe.enabled()));
        json.set("running", finding(probe.running()));
        json.set("initialized", finding(probe.initialized()));
        json.set("cpuSupported", finding(probe.cpuSupported()));
        json.set("kernelSupported", finding(probe.kernelSupported()));
        json.put("cpu", lower(probe.cpu()));
        probe.vmdFlags().ifPresent(flags -> json.put("vmdFlags", flags));
        json.set("firmware", finding(probe.firmware()));
        probe.physicalMemory().ifPresent(bytes -> json.put("physicalMemory", bytes));
        probe.onlineCpus().ifPresent(count -> json.put("onlineCpus", count));
        probe.role()
                .ifPresent(role -> json.putObject("role")
                        .put("name", role.name())
                        .put("status", lower(role.status()))
                        .put("vms", role.vms()));
        ArrayNode vms = json.putArray("vms");
        probe.vms().forEach(vm -> vms.add(status(vm)));
        return json;
    }

    private static ObjectNode finding(Finding finding) {
        return object().put("verdict", lower(finding.verdict())).put("evidence", finding.evidence());
    }

    static ObjectNode plan(Plan plan) {
        ObjectNode json = object().put("title", plan.title()).put("host", plan.target());
        ArrayNode changes = json.putArray("changes");
        for (Change change : plan.changes()) {
            ObjectNode entry = changes.addObject()
                    .put("summary", change.summary())
                    .put("needsRoot", change.needsRoot())
                    .put("canBeUndone", change.canBeUndone());
            if (change instanceof CommandChange command) {
                entry.put("command", command.command().toString());
            } else if (change instanceof FileChange file) {
                entry.put("path", file.path().value()).put("diff", file.diff());
            }
        }
        plan.notes().forEach(json.putArray("notes")::add);
        return json;
    }

    static ObjectNode vms(String target, List<VmInfo> vms) {
        ObjectNode json = object().put("host", target);
        ArrayNode array = json.putArray("vms");
        vms.forEach(vm -> array.add(vm(vm)));
        return json;
    }

    static ObjectNode vm(VmInfo vm) {
        ObjectNode json = object().put("name", vm.name().value());
        json.put("state", vm.state().toString()).put("running", vm.isRunning());
        vm.status().ifPresent(status -> json.set("status", status(status)));
        vm.spec().ifPresent(spec -> json.set("spec", spec(spec)));
        return json;
    }

    static ObjectNode status(VmStatus status) {
        ObjectNode json = object().put("id", status.id().value());
        json.put("name", status.name().value()).put("state", status.state().toString());
        status.stateText().ifPresent(text -> json.put("stateText", text));
        status.pid().ifPresent(pid -> json.put("pid", pid));
        json.put("vcpus", status.vcpus()).put("maxMemory", status.maxMemory());
        status.currentMemory().ifPresent(memory -> json.put("currentMemory", memory));
        status.tty().ifPresent(tty -> json.put("tty", tty));
        json.put("owner", status.owner());
        ObjectNode others = json.putObject("otherColumns");
        status.otherColumns().forEach(others::put);
        ArrayNode details = json.putArray("details");
        status.details().forEach(details::add);
        return json;
    }

    static ObjectNode address(GuestAddress address) {
        return object().put("address", address.address())
                .put("source", lower(address.source()))
                .put("tap", address.tap());
    }

    private static JsonNode spec(VmSpec spec) {
        try {
            return MAPPER.readTree(spec.toJson());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a specification is JSON", e);
        }
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
