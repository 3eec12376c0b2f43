package io.vmm4j.testkit.internal.kernel;

import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.io.OpenFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** The processes of a machine. Thread safe; guarded by the timeline's lock. */
public final class ProcessTable {

    private static final int PID_LIMIT = 99_999;
    private static final int INIT = 1;

    private final Machine machine;
    private final VirtualTimeline timeline;
    private final Random random;
    private final TreeMap<Integer, SimProcess> processes = new TreeMap<>();
    private final Set<Integer> reserved = new HashSet<>();

    ProcessTable(Machine machine, Random random) {
        this.machine = machine;
        this.timeline = machine.timeline();
        this.random = random;
    }

    /**
     * Makes a process that has no parent in the simulation, with a process group of its own.
     *
     * @param start what it is and has; its streams are taken over
     * @return the process, not started yet
     */
    public SimProcess spawn(Start start) {
        Descriptors descriptors = new Descriptors();
        start.streams().forEach(descriptors::put);
        return add(pid -> new SimProcess(
                machine,
                pid,
                INIT,
                pid,
                start.session(),
                start.account(),
                descriptors,
                new Signals(timeline),
                start.environment(),
                start.workingDirectory(),
                022,
                start.argv(),
                start.program()));
    }

    /**
     * What a new process is and has.
     *
     * @param account as whom it runs
     * @param session the session it belongs to
     * @param argv argv
     * @param program what it runs
     * @param environment its environment
     * @param workingDirectory absolute
     * @param streams its descriptors by number
     */
    public record Start(
            Account account,
            Session session,
            List<String> argv,
            Program program,
            Map<String, String> environment,
            String workingDirectory,
            Map<Integer, OpenFile> streams) {}

    SimProcess add(IntFunction<SimProcess> maker) {
        return timeline.lockedGet(() -> {
            SimProcess made = maker.apply(freePid());
            processes.put(made.pid(), made);
            return made;
        });
    }

    private int freePid() {
        while (true) {
            int pid = 2 + random.nextInt(PID_LIMIT - 1);
            if (!processes.containsKey(pid) && !reserved.contains(pid)) {
                return pid;
            }
        }
    }

    /** A process id for something that is no {@link SimProcess}, such as a daemon that lives in the timeline. */
    public int reservePid() {
        return timeline.lockedGet(() -> {
            int pid = freePid();
            reserved.add(pid);
            return pid;
        });
    }

    /** Gives a reserved process id back. */
    public void releasePid(int pid) {
        timeline.locked(() -> reserved.remove(pid));
    }

    /** The process with this id, ended ones included until their parent has asked for them. */
    public Optional<SimProcess> find(int pid) {
        return timeline.look(() -> Optional.ofNullable(processes.get(pid)));
    }

    /** All processes, by id. */
    public List<SimProcess> all() {
        return timeline.look(() -> List.copyOf(processes.values()));
    }

    void ended(SimProcess process, Ending ending) {
        timeline.locked(() -> {
            process.setEnding(ending);
            orphan(process.pid());
            SimProcess parent = processes.get(process.parentId());
            if (parent == null || parent.ending().isPresent()) {
                processes.remove(process.pid());
            } else {
                parent.signals().deliver(Sig.CHLD);
            }
        });
    }

    private void orphan(int parent) {
        for (SimProcess child : new ArrayList<>(processes.values())) {
            if (child.parentId() == parent) {
                child.setParent(INIT);
                if (child.ending().isPresent()) {
                    processes.remove(child.pid());
                }
            }
        }
    }

    Ending reap(SimProcess child) {
        return timeline.lockedGet(() -> {
            processes.remove(child.pid());
            return child.ending().orElseThrow();
        });
    }

    /**
     * kill(2): positive for a process, negative for a group.
     *
     * @throws SystemError {@link Errno#ESRCH} if there is no such process, {@link Errno#EPERM} if none of them may be signalled
     */
    public void kill(Account sender, int target, Optional<Sig> sig) throws SystemError {
        Predicate<SimProcess> meant =
                target > 0 ? process -> process.pid() == target : process -> process.group() == -target;
        List<SimProcess> found =
                timeline.look(() -> processes.values().stream().filter(meant).toList());
        List<SimProcess> permitted = found.stream()
                .filter(process ->
                        sender.isRoot() || sender.uid() == process.account().uid())
                .toList();
        if (found.isEmpty()) {
            throw Errno.ESRCH.asError();
        }
        if (permitted.isEmpty()) {
            throw Errno.EPERM.asError();
        }
        sig.ifPresent(signal -> timeline.locked(
                () -> permitted.forEach(process -> process.signals().deliver(signal))));
    }

    /** Ends every process. */
    void killAll() {
        timeline.locked(
                () -> processes.values().forEach(process -> process.signals().deliver(Sig.KILL)));
    }

    boolean allEnded() {
        return timeline.look(() ->
                processes.values().stream().allMatch(process -> process.ending().isPresent()));
    }

    /** Sends a signal from the system itself to all of a group; whether there was anybody. */
    public boolean signalGroup(int group, Sig sig) {
        return timeline.lockedGet(() -> {
            List<SimProcess> members = processes.values().stream()
                    .filter(process ->
                            process.group() == group && process.ending().isEmpty())
                    .toList();
            members.forEach(process -> process.signals().deliver(sig));
            return !members.isEmpty();
        });
    }
}
