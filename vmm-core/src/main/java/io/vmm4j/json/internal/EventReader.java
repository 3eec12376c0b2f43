package io.vmm4j.json.internal;

import io.vmm4j.VmId;
import io.vmm4j.VmName;
import io.vmm4j.VmState;
import io.vmm4j.error.Failure;
import io.vmm4j.event.Bookmark;
import io.vmm4j.event.EventType;
import io.vmm4j.event.HostEvent;
import io.vmm4j.event.HostSnapshot;
import io.vmm4j.event.HostSnapshot.Vmd;
import io.vmm4j.event.ObservedVm;
import io.vmm4j.event.Occurrence;
import io.vmm4j.event.Occurrence.Gap;
import io.vmm4j.event.VmOccurrence;
import io.vmm4j.internal.JsonFields;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads events, and what they amount to. Fields that are not known are let be. */
public final class EventReader {

    private EventReader() {}

    private static JsonFields document(String text) {
        JsonFields json = JsonFields.parse(text);
        json.requireVersion("version", Documents.VERSION);
        return json;
    }

    /** An event. */
    public static HostEvent event(String text) {
        JsonFields json = document(text);
        Occurrence what = occurrence(json);
        String host = json.required("host", Function.identity());
        return new HostEvent(host, json.moment("time"), json.positive("sequence"), what);
    }

    private static Occurrence occurrence(JsonFields json) {
        EventType type = json.constant("event", EventType.values());
        return switch (type) {
            case VMD_UP -> new Occurrence.VmdUp();
            case VMD_DOWN -> new Occurrence.VmdDown();
            case CONFIGURATION_CHANGED ->
                new Occurrence.ConfigurationChanged(json.optional("configuration", Function.identity()));
            case POLLING_FAILED ->
                new Occurrence.PollingFailed(failure(json.requiredObject("error")), json.moment("next"));
            case GAP ->
                new Gap(
                        json.moment("from"),
                        json.moment("to"),
                        json.constant("reason", Gap.Reason.values()),
                        json.count("lost"));
            case VM_APPEARED -> new VmOccurrence.Appeared(vm(json));
            case VM_STARTED -> new VmOccurrence.Started(vm(json));
            case VM_WAITING -> new VmOccurrence.Waiting(vm(json));
            case VM_STOPPING -> new VmOccurrence.Stopping(vm(json));
            case VM_STOPPED -> new VmOccurrence.Stopped(vm(json));
            case VM_RESTARTED -> new VmOccurrence.Restarted(vm(json), observed(json.requiredObject("before")));
            case VM_PAUSED -> new VmOccurrence.Paused(vm(json));
            case VM_UNPAUSED -> new VmOccurrence.Unpaused(vm(json));
            case VM_BECAME_UNKNOWN -> new VmOccurrence.BecameUnknown(vm(json));
            case VM_CHANGED -> new VmOccurrence.Changed(vm(json));
            case VM_DEFINITION_CHANGED -> new VmOccurrence.DefinitionChanged(vm(json));
            case VM_VANISHED -> new VmOccurrence.Vanished(vm(json));
        };
    }

    private static ObservedVm vm(JsonFields json) {
        return observed(json.requiredObject("vm"));
    }

    /** {@code running} says the same as {@code pid}, for readers that do not want to know that. */
    private static ObservedVm observed(JsonFields json) {
        return new ObservedVm(
                json.required("name", VmName::observed),
                json.required("state", VmState::of),
                json.optional("stateText", Function.identity()),
                id(json),
                json.number("pid"),
                json.optional("maxMemory", Function.identity()),
                json.optional("tty", Function.identity()),
                json.optional("owner", Function.identity()),
                json.optional("definition", Function.identity()));
    }

    private static Optional<VmId> id(JsonFields json) {
        return json.number("id").stream().boxed().findFirst().map(id -> json.make(() -> VmId.of(id)));
    }

    private static Failure failure(JsonFields json) {
        return new Failure(
                json.required("code", Function.identity()),
                json.required("message", Function.identity()),
                json.required("hint", Function.identity()),
                json.strings("arguments"),
                json.flag("retryable"));
    }

    /** A snapshot. */
    public static HostSnapshot snapshot(String text) {
        return snapshot(document(text));
    }

    private static HostSnapshot snapshot(JsonFields json) {
        Vmd vmd = json.constant("vmd", Vmd.values());
        if (vmd == Vmd.NOT_ASKED) {
            return HostSnapshot.NONE;
        }
        SortedMap<VmName, ObservedVm> vms = new TreeMap<>();
        json.objects("vms").forEach(fields -> {
            ObservedVm vm = observed(fields);
            vms.put(vm.name(), vm);
        });
        return new HostSnapshot(vmd, json.optional("configuration", Function.identity()), vms);
    }

    /** A bookmark. */
    public static Bookmark bookmark(String text) {
        JsonFields json = document(text);
        return new Bookmark(snapshot(json.requiredObject("snapshot")), json.moment("time"), json.count("sequence"));
    }
}
