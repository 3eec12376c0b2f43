package io.vmm4j.json.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.event.Bookmark;
import io.vmm4j.event.HostEvent;
import io.vmm4j.event.HostSnapshot;
import io.vmm4j.event.ObservedVm;
import io.vmm4j.event.Occurrence;
import io.vmm4j.event.VmOccurrence;
import io.vmm4j.internal.JsonFields;

/** Writes events, and what they amount to. */
public final class EventJson {

    private EventJson() {}

    /** An event. */
    public static ObjectNode event(HostEvent event) {
        ObjectNode json = JsonFields.empty()
                .put("event", event.type().id())
                .put("host", event.host())
                .put("time", event.time().toString())
                .put("sequence", event.sequence());
        Occurrence what = event.what();
        if (what instanceof VmOccurrence vm) {
            json.set("vm", vm(vm.vm()));
        }
        if (what instanceof VmOccurrence.Restarted restarted) {
            json.set("before", vm(restarted.before()));
        } else if (what instanceof Occurrence.ConfigurationChanged changed) {
            changed.fingerprint().ifPresent(print -> json.put("configuration", print));
        } else if (what instanceof Occurrence.PollingFailed failed) {
            json.set("error", ErrorJson.fields(failed.error()));
            json.put("next", failed.next().toString());
        } else if (what instanceof Occurrence.Gap gap) {
            json.put("from", gap.from().toString()).put("to", gap.to().toString());
            json.put("reason", gap.reason().toString()).put("lost", gap.lost());
        }
        return json;
    }

    /** A VM at one look. */
    private static ObjectNode vm(ObservedVm vm) {
        ObjectNode json = JsonFields.empty()
                .put("name", vm.name().value())
                .put("state", vm.state().toString())
                .put("running", vm.isRunning());
        vm.stateText().ifPresent(text -> json.put("stateText", text));
        vm.id().ifPresent(id -> json.put("id", id.value()));
        vm.pid().ifPresent(pid -> json.put("pid", pid));
        vm.maxMemory().ifPresent(memory -> json.put("maxMemory", memory));
        vm.tty().ifPresent(tty -> json.put("tty", tty));
        vm.owner().ifPresent(owner -> json.put("owner", owner));
        vm.definition().ifPresent(print -> json.put("definition", print));
        return json;
    }

    /** A snapshot. */
    public static ObjectNode snapshot(HostSnapshot snapshot) {
        ObjectNode json = JsonFields.empty().put("vmd", snapshot.vmd().toString());
        snapshot.configuration().ifPresent(print -> json.put("configuration", print));
        ArrayNode vms = json.putArray("vms");
        snapshot.vms().values().forEach(vm -> vms.add(vm(vm)));
        return json;
    }

    /** A bookmark. */
    public static ObjectNode bookmark(Bookmark bookmark) {
        ObjectNode json =
                JsonFields.empty().put("time", bookmark.time().toString()).put("sequence", bookmark.sequence());
        json.set("snapshot", snapshot(bookmark.snapshot()));
        return json;
    }
}
