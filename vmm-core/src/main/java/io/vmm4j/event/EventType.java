package io.vmm4j.event;

import java.util.Locale;
import java.util.Optional;

/** The kinds of events, by names that are never changed once released. */
public enum EventType {
    VM_APPEARED("A VM is there that was not before; what it does is in its state, no other event tells that."),
    VM_STARTED("A process runs the VM; before, none did."),
    VM_WAITING("vmd(8) will start the VM in its turn."),
    VM_STOPPING("The VM was asked to shut down, or is being killed."),
    VM_STOPPED("No process runs the VM; before, one did, or it was not known."),
    VM_RESTARTED("Another process runs the VM than before: it was stopped and started in between."),
    VM_PAUSED("The VM is paused."),
    VM_UNPAUSED("The VM runs again after it was paused."),
    VM_BECAME_UNKNOWN(
            "What the VM does is not known: vmd(8) is down, does not know, or said a word that is not known."),
    VM_CHANGED("Something of the VM is different that has no event of its own: its id, owner, console, memory."),
    VM_DEFINITION_CHANGED("The VM is defined differently in vm.conf(5), or in the record that vmm4j keeps of it."),
    VM_VANISHED("The VM is not there any more: nobody lists or records it."),
    VMD_UP("vmd(8) answers."),
    VMD_DOWN("vmd(8) does not run. All VMs that it ran ended with it; which of them it will start again is not known."),
    CONFIGURATION_CHANGED("/etc/vm.conf is not what it was, was read for the first time, or cannot be read any more."),
    POLLING_FAILED("The host could not be looked at. What is there is what it was, as far as anybody knows."),
    GAP("Nobody looked, or this consumer could not be told, for a while; the following events make up for it.");

    private final String description;

    EventType(String description) {
        this.description = description;
    }

    /** The type with this id; empty if there is none. */
    public static Optional<EventType> of(String id) {
        for (EventType type : values()) {
            if (type.id().equals(id)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Its name for programs: {@code vm-started}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it means, in one sentence. */
    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return id();
    }
}
