package io.vmm4j.json;

import java.util.Locale;

/** The messages that an earlier agent for vmm(4) sent to its backend, by their names there. */
public enum AgentMessageType {
    /** What a host is and can do. */
    VIRTUALIZATION_SUPPORT_UPDATE,
    /** All VMs of a host. */
    CHILD_HOST_LIST_UPDATE,
    /** A VM is being created, and how far that is. */
    CHILD_HOST_CREATION_PROGRESS,
    /** A VM was created. */
    CHILD_HOST_CREATED,
    /** A VM was not created. */
    CHILD_HOST_CREATION_FAILED,
    /** A VM was started, or was to be. */
    CHILD_HOST_STARTED,
    /** A VM was stopped, or was to be. */
    CHILD_HOST_STOPPED,
    /** A VM was restarted, or was to be. */
    CHILD_HOST_RESTARTED,
    /** A VM was deleted, or was to be. */
    CHILD_HOST_DELETED,
    /** A VM does something else than before. */
    CHILD_HOST_STATUS_UPDATE,
    /** A host was made ready for VMs. */
    VMM_INITIALIZED,
    /** A host was not made ready for VMs. */
    VMM_INITIALIZATION_FAILED;

    /** Its name there: {@code child_host_created}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return id();
    }
}
