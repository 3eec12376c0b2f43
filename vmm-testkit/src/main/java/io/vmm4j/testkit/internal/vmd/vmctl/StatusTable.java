package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Accounts;
import io.vmm4j.testkit.internal.libc.ScaledNumber;
import io.vmm4j.testkit.internal.vmd.VmInfo;
import io.vmm4j.testkit.internal.vmd.VmInfo.VmProcessInfo;
import io.vmm4j.testkit.internal.vmd.VmState;
import io.vmm4j.testkit.internal.vmd.config.Owner;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The table that {@code vmctl status} prints: nine columns, or eight in old releases. */
final class StatusTable {

    private static final int OWNER_LIMIT = 15;

    private final Accounts accounts;
    private final Dialect dialect;

    StatusTable(Accounts accounts, Dialect dialect) {
        this.accounts = accounts;
        this.dialect = dialect;
    }

    String header() {
        return line("ID", "PID", "VCPUS", "MAXMEM", "CURMEM", "TTY", "OWNER", "STATE", "NAME");
    }

    String row(VmInfo vm) {
        Optional<VmProcessInfo> process = vm.process();
        boolean stopping = dialect.isLegacy() && vm.states().contains(VmState.SHUTDOWN);
        return line(
                Long.toString(vm.id()),
                process.map(running -> Integer.toString(running.pid())).orElse("-"),
                "1",
                ScaledNumber.format(vm.memory()),
                process.map(running -> ScaledNumber.format(running.usedMemory()))
                        .orElse("-"),
                process.map(running -> baseName(running.tty())).orElse("-"),
                owner(vm.owner()),
                state(vm.states()),
                vm.name() + (stopping ? " - stopping" : ""));
    }

    private String line(
            String id,
            String pid,
            String cpus,
            String maximum,
            String current,
            String tty,
            String owner,
            String state,
            String name) {
        String most =
                String.format(Locale.ROOT, "%5s %5s %5s %7s %7s %7s %12s", id, pid, cpus, maximum, current, tty, owner);
        String last = dialect.isLegacy() ? name : String.format(Locale.ROOT, "%8s %s", state, name);
        return most + " " + last + "\n";
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The first that matters: a paused VM runs too, and so does one that waits and was started by hand. */
    static String state(Set<VmState> states) {
        if (states.contains(VmState.PAUSED)) {
            return "paused";
        }
        if (states.contains(VmState.WAITING)) {
            return "waiting";
        }
        if (states.contains(VmState.SHUTDOWN)) {
            return "stopping";
        }
        return states.contains(VmState.RUNNING) ? "running" : "stopped";
    }

    /** User and group, cut off where vmctl has no room for more. */
    private String owner(Owner owner) {
        String group =
                owner.gid().isPresent() ? ":" + accounts.groupName(owner.gid().getAsInt()) : "";
        boolean groupOnly = dialect.isLegacy() && owner.uid() == 0 && !group.isEmpty();
        String user =
                groupOnly ? "" : accounts.user(owner.uid()).map(Account::name).orElse(Integer.toString(owner.uid()));
        String text = cut(user) + group;
        return cut(text);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(OWNER_LIMIT, text.length()));
    }
}
