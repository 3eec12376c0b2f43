package io.vmm4j.json;

import io.vmm4j.GuestAddress;
import io.vmm4j.StopOutcome;
import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.VmStatus;
import io.vmm4j.error.Failure;
import io.vmm4j.error.VmmException;
import io.vmm4j.event.Bookmark;
import io.vmm4j.event.HostEvent;
import io.vmm4j.event.HostSnapshot;
import io.vmm4j.host.Diagnosis;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.Initialization;
import io.vmm4j.host.RebootPreparation;
import io.vmm4j.host.RebootRecovery;
import io.vmm4j.json.internal.Documents;
import io.vmm4j.json.internal.ErrorJson;
import io.vmm4j.json.internal.EventJson;
import io.vmm4j.json.internal.EventReader;
import io.vmm4j.json.internal.HostJson;
import io.vmm4j.json.internal.VmJson;
import io.vmm4j.plan.Plan;
import java.util.List;

/**
 * Events and results as JSON, one document on one line each.
 *
 * <p>Each document has a {@code version}. Within a version fields are only added, so a reader lets be what it does not know, as those
 * here do; a new kind of event or another meaning makes a new version. What is not there is left out, never {@code null}. Times are
 * in UTC in the form of ISO 8601, words of enumerations in lower case. Secrets are in none of the values written here: they are a
 * type of their own that prints masked.
 *
 * <p>What is read throws {@link io.vmm4j.InvalidValueException} with the path of the field that is wrong.
 */
public final class VmmJson {

    /** The version that is written, and the one that is read. */
    public static final int VERSION = Documents.VERSION;

    private VmmJson() {}

    /** An event. */
    public static String of(HostEvent event) {
        return Documents.of(EventJson.event(event));
    }

    /** The event of a document. */
    public static HostEvent event(String json) {
        return EventReader.event(json);
    }

    /** What one look at a host has seen. */
    public static String of(HostSnapshot snapshot) {
        return Documents.of(EventJson.snapshot(snapshot));
    }

    /** The snapshot of a document. */
    public static HostSnapshot snapshot(String json) {
        return EventReader.snapshot(json);
    }

    /** How far a consumer has got. */
    public static String of(Bookmark bookmark) {
        return Documents.of(EventJson.bookmark(bookmark));
    }

    /** The bookmark of a document. */
    public static Bookmark bookmark(String json) {
        return EventReader.bookmark(json);
    }

    /** A VM. */
    public static String of(VmInfo vm) {
        return Documents.of(VmJson.vm(vm));
    }

    /** All VMs of a host. */
    public static String of(String host, List<VmInfo> vms) {
        return Documents.of(VmJson.vms(host, vms));
    }

    /** A row of {@code vmctl status}. */
    public static String of(VmStatus status) {
        return Documents.of(VmJson.status(status));
    }

    /** How a VM was stopped. */
    public static String of(VmName vm, StopOutcome outcome) {
        return Documents.of(VmJson.stopped(vm, outcome));
    }

    /** Where a guest can be reached. */
    public static String of(GuestAddress address) {
        return Documents.of(VmJson.address(address));
    }

    /** What a host is and can do. */
    public static String of(String host, HostProbe probe) {
        return Documents.of(HostJson.probe(host, probe));
    }

    /** What is wrong with a host. */
    public static String of(Diagnosis diagnosis) {
        return Documents.of(HostJson.diagnosis(diagnosis));
    }

    /** What will be done to a host. */
    public static String of(Plan plan) {
        return Documents.of(HostJson.plan(plan));
    }

    /** What became of a plan to initialize a host. */
    public static String of(Initialization initialization) {
        return Documents.of(HostJson.initialization(initialization));
    }

    /** What was done before a reboot of a host. */
    public static String of(String host, RebootPreparation preparation) {
        return Documents.of(HostJson.preparation(host, preparation));
    }

    /** What became of the VMs of a host that ran before a reboot. */
    public static String of(String host, RebootRecovery recovery) {
        return Documents.of(HostJson.recovery(host, recovery));
    }

    /** What went wrong, and what it left behind. */
    public static String of(VmmException exception) {
        return Documents.of(ErrorJson.of(exception));
    }

    /** What went wrong. */
    public static String of(Failure failure) {
        return Documents.of(ErrorJson.of(failure));
    }
}
