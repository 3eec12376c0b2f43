package io.vmm4j.json;

import java.util.Locale;
import java.util.Optional;

/**
 * The commands that the backend of an earlier agent for vmm(4) sent to it, by their names there, and what does the same here.
 * {@code update_child_agent} is not among them: what runs inside guests is not ours.
 */
public enum AgentCommand {
    CHECK_VIRTUALIZATION_SUPPORT("VmmHost.probe", AgentMessageType.VIRTUALIZATION_SUPPORT_UPDATE),
    LIST_CHILD_HOSTS("VmmHost.vms", AgentMessageType.CHILD_HOST_LIST_UPDATE),
    INITIALIZE_VMM("VmmHost.initializer", AgentMessageType.VMM_INITIALIZED, AgentMessageType.VMM_INITIALIZATION_FAILED),
    CREATE_CHILD_HOST(
            "VmmHost.create", AgentMessageType.CHILD_HOST_CREATED, AgentMessageType.CHILD_HOST_CREATION_FAILED),
    START_CHILD_HOST("Vm.start", AgentMessageType.CHILD_HOST_STARTED),
    STOP_CHILD_HOST("Vm.stop", AgentMessageType.CHILD_HOST_STOPPED),
    RESTART_CHILD_HOST("Vm.restart", AgentMessageType.CHILD_HOST_RESTARTED),
    DELETE_CHILD_HOST("Vm.delete", AgentMessageType.CHILD_HOST_DELETED);

    private final String call;
    private final AgentMessageType answer;
    private final AgentMessageType failure;

    AgentCommand(String call, AgentMessageType answer) {
        this(call, answer, answer);
    }

    AgentCommand(String call, AgentMessageType answer, AgentMessageType failure) {
        this.call = call;
        this.answer = answer;
        this.failure = failure;
    }

    /** The command of this name; empty if it is none of these. */
    public static Optional<AgentCommand> of(String id) {
        for (AgentCommand command : values()) {
            if (command.id().equals(id)) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }

    /** Its name there: {@code create_child_host}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The method that does it, as people write it: {@code VmmHost.create}. */
    public String call() {
        return call;
    }

    /** The message that answers it. */
    public AgentMessageType answer() {
        return answer;
    }

    /** The message that answers it when it fails; where that is the same, its {@code success} is false. */
    public AgentMessageType failure() {
        return failure;
    }

    @Override
    public String toString() {
        return id();
    }
}
