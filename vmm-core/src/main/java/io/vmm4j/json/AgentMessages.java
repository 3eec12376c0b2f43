package io.vmm4j.json;

import io.vmm4j.StopOutcome;
import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.VmStatus;
import io.vmm4j.error.VmmException;
import io.vmm4j.event.HostEvent;
import io.vmm4j.event.ObservedVm;
import io.vmm4j.event.VmOccurrence;
import io.vmm4j.host.Finding;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.Initialization;
import io.vmm4j.host.InitializationException;
import io.vmm4j.operation.Progress;
import io.vmm4j.time.Timeline;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Turns results and events into the messages of an earlier agent for vmm(4), for a backend that knows those. Immutable; thread safe
 * if its timeline is.
 *
 * <p>Fields have the names and the meaning that they had there. What these messages lacked is added: {@code timestamp},
 * {@code host_id}, the name of the VM wherever one is meant, and with events {@code sequence} and {@code event}. Fields for which nothing is known here, such as
 * the distribution of a guest, are left out. A status is that of vmd(8), not only running and stopped.
 */
public final class AgentMessages {

    private static final String CHILD_TYPE = "vmm";

    private final String hostname;
    private final String hostId;
    private final Timeline timeline;

    private AgentMessages(String hostname, String hostId, Timeline timeline) {
        this.hostname = Objects.requireNonNull(hostname, "hostname");
        this.hostId = Objects.requireNonNull(hostId, "hostId");
        this.timeline = Objects.requireNonNull(timeline, "timeline");
    }

    /**
     * Messages about one host.
     *
     * @param hostname its name
     * @param hostId by which the backend knows it
     * @param timeline where timestamps come from
     */
    public static AgentMessages of(String hostname, String hostId, Timeline timeline) {
        return new AgentMessages(hostname, hostId, timeline);
    }

    /** {@code virtualization_support_update}: each of the six findings, and what it rests on. */
    public AgentMessage virtualizationSupport(HostProbe probe) {
        Map<String, Object> data = success();
        data.put("child_type", CHILD_TYPE);
        finding(data, "available", probe.available());
        finding(data, "enabled", probe.enabled());
        finding(data, "running", probe.running());
        finding(data, "initialized", probe.initialized());
        finding(data, "cpu_supported", probe.cpuSupported());
        finding(data, "kernel_supported", probe.kernelSupported());
        return message(AgentMessageType.VIRTUALIZATION_SUPPORT_UPDATE, data);
    }

    private static void finding(Map<String, Object> data, String name, Finding finding) {
        data.put(name, finding.holds());
        data.put(name + "_evidence", finding.evidence());
    }

    /** {@code child_host_list_update}. */
    public AgentMessage list(List<VmInfo> vms) {
        Map<String, Object> data = success();
        data.put("child_hosts", vms.stream().map(AgentMessages::child).toList());
        data.put("count", (long) vms.size());
        data.put("hostname", hostname);
        return message(AgentMessageType.CHILD_HOST_LIST_UPDATE, data);
    }

    /** {@code child_host_list_update} of a host that could not be asked: it has no list, which is not an empty list. */
    public AgentMessage listFailed(VmmException failure) {
        Map<String, Object> data = failure(failure);
        data.put("hostname", hostname);
        return message(AgentMessageType.CHILD_HOST_LIST_UPDATE, data);
    }

    /** {@code child_host_creation_progress}, of work that is about a VM. */
    public AgentMessage creationProgress(Progress progress) {
        Map<String, Object> data = named(progress.subject());
        data.put("step", progress.step());
        data.put("message", progress.detail());
        data.put("operation", progress.operation());
        data.put("step_number", (long) progress.index());
        data.put("step_total", (long) progress.total());
        data.put("percent", (long) progress.percent());
        data.put("elapsed_seconds", progress.elapsed().toSeconds());
        return message(AgentMessageType.CHILD_HOST_CREATION_PROGRESS, data);
    }

    /** {@code child_host_created}. */
    public AgentMessage created(VmInfo vm) {
        return done(AgentMessageType.CHILD_HOST_CREATED, child(vm), vm.name() + " was created.");
    }

    /** {@code child_host_creation_failed}. */
    public AgentMessage creationFailed(VmName vm, VmmException failure) {
        return failed(AgentMessageType.CHILD_HOST_CREATION_FAILED, vm, failure);
    }

    /** {@code child_host_started}. */
    public AgentMessage started(VmInfo vm) {
        return done(AgentMessageType.CHILD_HOST_STARTED, child(vm), vm.name() + " was started.");
    }

    /** {@code child_host_stopped}. */
    public AgentMessage stopped(VmName vm, StopOutcome outcome) {
        String message = switch (outcome) {
            case STOPPED -> vm + " has stopped.";
            case FORCED -> vm + " was killed.";
            case WAS_NOT_RUNNING -> vm + " was not running.";
        };
        return done(AgentMessageType.CHILD_HOST_STOPPED, named(vm), message);
    }

    /** {@code child_host_restarted}. */
    public AgentMessage restarted(VmInfo vm) {
        return done(AgentMessageType.CHILD_HOST_RESTARTED, child(vm), vm.name() + " was restarted.");
    }

    /** {@code child_host_deleted}. */
    public AgentMessage deleted(VmName vm) {
        return done(AgentMessageType.CHILD_HOST_DELETED, named(vm), vm + " was deleted.");
    }

    /** {@code child_host_status_update}. */
    public AgentMessage status(VmInfo vm) {
        return done(AgentMessageType.CHILD_HOST_STATUS_UPDATE, child(vm), vm.name() + " is " + vm.state() + ".");
    }

    /** The message of this type about a VM for which it failed. */
    public AgentMessage failed(AgentMessageType type, VmName vm, VmmException failure) {
        Map<String, Object> data = failure(failure);
        data.putAll(named(vm));
        return message(type, data);
    }

    /** {@code vmm_initialized}. */
    public AgentMessage initialized(Initialization initialization) {
        Map<String, Object> data = success();
        boolean nothing = initialization.plan().isEmpty();
        data.put("message", nothing ? "The host was ready for VMs." : "The host was made ready for VMs.");
        data.put("needs_reboot", initialization.rebootRequired());
        data.put("already_enabled", nothing);
        return message(AgentMessageType.VMM_INITIALIZED, data);
    }

    /** {@code vmm_initialization_failed}. */
    public AgentMessage initializationFailed(VmmException failure) {
        Map<String, Object> data = failure(failure);
        data.put(
                "needs_reboot",
                failure instanceof InitializationException initialization && initialization.rebootRequired());
        return message(AgentMessageType.VMM_INITIALIZATION_FAILED, data);
    }

    /**
     * What happened to a VM: {@code child_host_started}, {@code child_host_stopped} or {@code child_host_restarted}, and for all else
     * {@code child_host_status_update}; nothing was said of vmd(8), vm.conf(5) and gaps.
     */
    public Optional<AgentMessage> of(HostEvent event) {
        if (!(event.what() instanceof VmOccurrence what)) {
            return Optional.empty();
        }
        AgentMessageType type = AgentMessageType.CHILD_HOST_STATUS_UPDATE;
        if (what instanceof VmOccurrence.Started) {
            type = AgentMessageType.CHILD_HOST_STARTED;
        } else if (what instanceof VmOccurrence.Stopped) {
            type = AgentMessageType.CHILD_HOST_STOPPED;
        } else if (what instanceof VmOccurrence.Restarted) {
            type = AgentMessageType.CHILD_HOST_RESTARTED;
        }
        Map<String, Object> data = success();
        data.putAll(child(what.vm()));
        if (what instanceof VmOccurrence.Vanished) {
            data.put("status", "vanished");
        }
        data.put("message", event.type().description());
        data.put("event", event.type().id());
        data.put("sequence", event.sequence());
        return Optional.of(message(type, data, event.time()));
    }

    private static Map<String, Object> named(VmName vm) {
        return named(vm.value());
    }

    private static Map<String, Object> named(String vm) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("child_type", CHILD_TYPE);
        data.put("child_name", vm);
        return data;
    }

    private static Map<String, Object> child(VmInfo vm) {
        Map<String, Object> data = named(vm.name());
        data.put("status", vm.state().toString());
        vm.status().ifPresent(status -> {
            data.put("vm_id", status.id().value());
            data.put("vcpus", (long) status.vcpus());
            data.put("memory", status.maxMemory());
            data.put("owner", status.owner());
        });
        vm.status().flatMap(VmStatus::currentMemory).ifPresent(memory -> data.put("current_memory", memory));
        vm.status().flatMap(VmStatus::tty).ifPresent(tty -> data.put("tty", tty));
        return data;
    }

    private static Map<String, Object> child(ObservedVm vm) {
        Map<String, Object> data = named(vm.name());
        data.put("status", vm.state().toString());
        vm.id().ifPresent(id -> data.put("vm_id", id.value()));
        vm.maxMemory().ifPresent(memory -> data.put("memory", memory));
        vm.tty().ifPresent(tty -> data.put("tty", tty));
        vm.owner().ifPresent(owner -> data.put("owner", owner));
        return data;
    }

    private static Map<String, Object> success() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("success", true);
        return data;
    }

    private static Map<String, Object> failure(VmmException failure) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("success", false);
        data.put("error", failure.getMessage());
        data.put("error_code", failure.code().id());
        data.put("hint", failure.hint());
        data.put("retryable", failure.retryable());
        return data;
    }

    private AgentMessage done(AgentMessageType type, Map<String, Object> child, String message) {
        Map<String, Object> data = success();
        data.putAll(child);
        data.put("message", message);
        return message(type, data);
    }

    private AgentMessage message(AgentMessageType type, Map<String, Object> data) {
        return message(type, data, timeline.now());
    }

    private AgentMessage message(AgentMessageType type, Map<String, Object> data, Instant time) {
        data.put("host_id", hostId);
        data.put("timestamp", time.toString());
        return new AgentMessage(type, data);
    }
}
