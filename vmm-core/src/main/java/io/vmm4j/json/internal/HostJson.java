package io.vmm4j.json.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.VmName;
import io.vmm4j.host.Diagnosis;
import io.vmm4j.host.Finding;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.Initialization;
import io.vmm4j.host.OpenQuestion;
import io.vmm4j.host.RebootPreparation;
import io.vmm4j.host.RebootRecovery;
import io.vmm4j.host.Symptom;
import io.vmm4j.internal.JsonFields;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.CommandChange;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.FileRemoval;
import io.vmm4j.plan.Plan;
import java.util.List;

/** Writes what was found out about hosts, and what is to be done to them. */
public final class HostJson {

    private HostJson() {}

    /** What a host is and can do. */
    public static ObjectNode probe(String host, HostProbe probe) {
        ObjectNode json = JsonFields.empty().put("host", host);
        json.setAll(probe(probe));
        return json;
    }

    private static ObjectNode probe(HostProbe probe) {
        ObjectNode json = JsonFields.empty().put("system", probe.system());
        probe.release().ifPresent(release -> json.put("release", release.toString()));
        json.set("available", finding(probe.available()));
        json.set("enabled", finding(probe.enabled()));
        json.set("running", finding(probe.running()));
        json.set("initialized", finding(probe.initialized()));
        json.set("cpuSupported", finding(probe.cpuSupported()));
        json.set("kernelSupported", finding(probe.kernelSupported()));
        json.put("cpu", Documents.lower(probe.cpu()));
        probe.vmdFlags().ifPresent(flags -> json.put("vmdFlags", flags));
        json.set("firmware", finding(probe.firmware()));
        probe.physicalMemory().ifPresent(bytes -> json.put("physicalMemory", bytes));
        probe.onlineCpus().ifPresent(count -> json.put("onlineCpus", count));
        probe.role()
                .ifPresent(role -> json.putObject("role")
                        .put("name", role.name())
                        .put("status", Documents.lower(role.status()))
                        .put("vms", role.vms()));
        ArrayNode vms = json.putArray("vms");
        probe.vms().forEach(vm -> vms.add(VmJson.status(vm)));
        return json;
    }

    private static ObjectNode finding(Finding finding) {
        return JsonFields.empty()
                .put("verdict", Documents.lower(finding.verdict()))
                .put("evidence", finding.evidence());
    }

    /** What is wrong with a host. */
    public static ObjectNode diagnosis(Diagnosis diagnosis) {
        ObjectNode json = JsonFields.empty().put("host", diagnosis.target()).put("healthy", diagnosis.isHealthy());
        ArrayNode symptoms = json.putArray("symptoms");
        for (Symptom symptom : diagnosis.symptoms()) {
            ObjectNode entry = symptoms.addObject()
                    .put("code", symptom.code().id())
                    .put("severity", Documents.lower(symptom.severity()))
                    .put("summary", symptom.code().summary())
                    .put("evidence", symptom.evidence())
                    .put("advice", symptom.advice());
            symptom.fix().forEach(entry.putArray("fix")::add);
            symptom.retry().ifPresent(retry -> entry.put("retry", retry));
        }
        ArrayNode open = json.putArray("open");
        for (OpenQuestion question : diagnosis.open()) {
            open.addObject().put("question", question.question()).put("reason", question.reason());
        }
        return json;
    }

    /** What will be done to a host. */
    public static ObjectNode plan(Plan plan) {
        ObjectNode json = JsonFields.empty().put("title", plan.title()).put("host", plan.target());
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
            } else if (change instanceof FileRemoval removal) {
                entry.put("path", removal.path().value()).put("diff", removal.details());
            }
        }
        plan.notes().forEach(json.putArray("notes")::add);
        plan.probation().ifPresent(wait -> json.put("probation", wait.toSeconds()));
        return json;
    }

    /** What became of a plan to initialize a host. */
    public static ObjectNode initialization(Initialization initialization) {
        ObjectNode json = JsonFields.empty().put("rebootRequired", initialization.rebootRequired());
        json.set("plan", plan(initialization.plan()));
        json.set("probe", probe(initialization.probe()));
        return json;
    }

    /** What was done before a reboot. */
    public static ObjectNode preparation(String host, RebootPreparation preparation) {
        ObjectNode json = JsonFields.empty().put("host", host);
        ArrayNode stopped = json.putArray("stopped");
        preparation.stopped().forEach((vm, outcome) -> stopped.add(VmJson.stopped(vm, outcome)));
        names(json, "noted", preparation.noted());
        names(json, "startedByVmd", preparation.startedByVmd());
        return json;
    }

    /** What became of the VMs that ran before a reboot. */
    public static ObjectNode recovery(String host, RebootRecovery recovery) {
        ObjectNode json = JsonFields.empty().put("host", host);
        names(json, "started", recovery.started());
        names(json, "running", recovery.running());
        names(json, "gone", recovery.gone());
        names(json, "others", recovery.others());
        return json;
    }

    private static void names(ObjectNode json, String field, List<VmName> vms) {
        ArrayNode names = json.putArray(field);
        vms.forEach(vm -> names.add(vm.value()));
    }
}
