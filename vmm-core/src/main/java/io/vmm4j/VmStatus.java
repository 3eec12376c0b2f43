package io.vmm4j;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One VM as vmd(8) reported it: a row of {@code vmctl status}. What this release does not know is kept, not dropped.
 *
 * @param id its number until vmd restarts
 * @param name its name, by vmd's own lenient rule
 * @param state what vmd says it does; releases without the STATE column tell it by PID and name only
 * @param stateText the word in the STATE column; empty where there is none
 * @param pid the process that runs the guest; empty if there is none
 * @param vcpus how many virtual CPUs it has
 * @param maxMemory its memory as printed, {@code 1.0G}: rounded, and 2 MiB more than configured while it runs
 * @param currentMemory what the guest has touched of it, as printed; empty if it does not run
 * @param tty its console as printed, {@code ttyp8}; empty if it has none
 * @param owner its configured owner as printed: a user, {@code user:group} or a number, cut after 15 characters
 * @param otherColumns columns that this release does not know, by their headers, in order
 * @param details lines that older releases print below the row of a VM that was asked for
 */
public record VmStatus(
        VmId id,
        VmName name,
        VmState state,
        Optional<String> stateText,
        OptionalLong pid,
        int vcpus,
        String maxMemory,
        Optional<String> currentMemory,
        Optional<String> tty,
        String owner,
        Map<String, String> otherColumns,
        List<String> details) {

    public VmStatus {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        otherColumns = Collections.unmodifiableMap(new LinkedHashMap<>(otherColumns));
        details = List.copyOf(details);
    }

    /** Whether a process runs the guest, paused or not. Decided by PID alone: STATE can be stale. */
    public boolean isRunning() {
        return pid.isPresent();
    }

    /** How to address it in vmctl(8): by name, or by id if vmctl would take the name for one. */
    public VmRef ref() {
        return name.isAddressable() ? name : id;
    }
}
