package io.vmm4j.event;

/** What happened to one VM. A new sighting replaces the one before whole. */
public sealed interface VmOccurrence extends Occurrence {

    /** The VM as it is now; of one that vanished, as it was last. */
    ObservedVm vm();

    /** It was not there before. */
    record Appeared(ObservedVm vm) implements VmOccurrence {
        @Override
        public EventType type() {
            return EventType.VM_APPEARED;
        }
    }

    /** A process runs it now. */
    record Started(ObservedVm vm) implements VmOccurrence {
        @Override
        public EventType type() {
            return EventType.VM_STARTED;
        }
    }

    /** vmd(8) will start it in its turn. */
    record Waiting(ObservedVm vm) implements VmOccurrence {
        @Override
        public EventType type() {
            return EventType.VM_WAITING;
        }
    }

    /** It was asked to shut down, or is being killed. */
    record Stopping(ObservedVm vm) implements VmOccurrence {
        @Override
        public EventType type() {
            return EventType.VM_STOPPING;
        }
    }

    /** No process runs it any more, and vmd(8) or a record still knows it. */
    record Stopped(ObservedVm vm) implements VmOccurrence {
        @Override
        public EventType type() {
            return EventType.VM_STOPPED;
        }
    }

    /**
     * Another process runs it than at the look before, or it has another id: it was stopped and started in between.
     *
     * @param vm as it is now
     * @param before as it was at the look before
     */
    record Restarted(ObservedVm vm, ObservedVm before) implements VmOccurrence {
        @Override
        public EventType type() {
            return EventType.VM_RESTARTED;
        }
    }

    /** It is paused. */
    record Paused(ObservedVm vm) implements VmOccurrence {
        @Override
        public EventType type() {
            return EventType.VM_PAUSED;
        }
    }

    /** It runs again after it was paused. */
    record Unpaused(ObservedVm vm) implements VmOccurrence {
        @Override
        public EventType type() {
            return EventType.VM_UNPAUSED;
        }
    }

    /** What it does is not known. Nothing is guessed from what it did before. */
    record BecameUnknown(ObservedVm vm) implements VmOccurrence {
        @Override
        public EventType type() {
            return EventType.VM_BECAME_UNKNOWN;
        }
    }

    /** Something of it is different that has no event of its own. */
    record Changed(ObservedVm vm) implements VmOccurrence {
        @Override
        public EventType type() {
            return EventType.VM_CHANGED;
        }
    }

    /** Its definition in vm.conf(5), or the record of it, is different; a process that runs it keeps the old one. */
    record DefinitionChanged(ObservedVm vm) implements VmOccurrence {
        @Override
        public EventType type() {
            return EventType.VM_DEFINITION_CHANGED;
        }
    }

    /**
     * Nobody lists or records it any more. Most often it was started ad hoc and has stopped; but after a forced stop vmd(8) can
     * also leave a process behind that it does not list.
     */
    record Vanished(ObservedVm vm) implements VmOccurrence {
        @Override
        public EventType type() {
            return EventType.VM_VANISHED;
        }
    }
}
