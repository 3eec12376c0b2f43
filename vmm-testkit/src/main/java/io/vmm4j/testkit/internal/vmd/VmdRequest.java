package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.vmd.config.VmParameters;
import java.util.Set;

/** What a client asks of vmd(8). */
public sealed interface VmdRequest {

    /** Whether somebody else than root may ask for it; what he may do is then decided for each VM. */
    default boolean isForAnybody() {
        return true;
    }

    /** Start a VM, a new one or one that is defined. */
    record Start(VmParameters parameters) implements VmdRequest {}

    /** How to stop. */
    enum StopFlag {
        FORCE,
        WAIT
    }

    /** Stop a VM. */
    record Stop(VmSelector vm, Set<StopFlag> flags) implements VmdRequest {

        public Stop {
            flags = Set.copyOf(flags);
        }
    }

    /** Wait until a VM has stopped. */
    record Wait(VmSelector vm) implements VmdRequest {}

    /** List all VMs. */
    record Info() implements VmdRequest {}

    /** Pause a VM. */
    record Pause(VmSelector vm) implements VmdRequest {}

    /** Let a paused VM go on. */
    record Unpause(VmSelector vm) implements VmdRequest {}

    /** Add what a file defines. */
    record Load(String path) implements VmdRequest {

        @Override
        public boolean isForAnybody() {
            return false;
        }
    }

    /** Read the configuration again. */
    record Reload() implements VmdRequest {

        @Override
        public boolean isForAnybody() {
            return false;
        }
    }

    /** What to forget. */
    enum ResetPart {
        SWITCHES,
        VMS
    }

    /** Forget VMs, switches or both. */
    record Reset(Set<ResetPart> parts) implements VmdRequest {

        public Reset {
            parts = Set.copyOf(parts);
        }

        @Override
        public boolean isForAnybody() {
            return false;
        }
    }

    /** Log more or less. */
    record Verbosity(int level) implements VmdRequest {

        @Override
        public boolean isForAnybody() {
            return false;
        }
    }
}
