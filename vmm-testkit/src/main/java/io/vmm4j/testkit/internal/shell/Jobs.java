package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.kernel.Ending;
import io.vmm4j.testkit.internal.kernel.Sig;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The children of a shell. */
final class Jobs {

    private static final int FORGOTTEN = 127;

    private final Shell shell;
    private final List<Job> background = new ArrayList<>();
    private final List<Done> done = new ArrayList<>();

    Jobs(Shell shell) {
        this.shell = shell;
    }

    /** A pipeline that runs by itself. */
    private record Job(int number, List<SimProcess> processes) {

        SimProcess last() {
            return processes.get(processes.size() - 1);
        }
    }

    /** What was waited for and can still be asked about. */
    private record Done(int pid, int status) {}

    /** Remembers a pipeline in the background; returns its number. */
    int addBackground(List<SimProcess> processes) {
        int number = 1;
        for (Job job : background) {
            number = Math.max(number, job.number() + 1);
        }
        background.add(new Job(number, List.copyOf(processes)));
        shell.setLastBackground(processes.get(processes.size() - 1).pid());
        return number;
    }

    /** Waits for a pipeline in the foreground and says which signal ended it. */
    int waitForeground(List<SimProcess> processes) throws IOException {
        List<Ending> endings = new ArrayList<>();
        for (SimProcess process : processes) {
            endings.add(shell.process().waitFor(process));
        }
        Ending last = endings.get(endings.size() - 1);
        if (last.signal().isPresent()
                && last.signal().get() != Sig.INT
                && last.signal().get() != Sig.PIPE) {
            shell.say(last.signal().get().text() + " \n");
        }
        int status = last.shellStatus();
        if (shell.options().isOn("pipefail")) {
            status = 0;
            for (Ending ending : endings) {
                status = ending.shellStatus() != 0 ? ending.shellStatus() : status;
            }
        }
        shell.traps().runPending();
        return status;
    }

    /** {@code wait} without operands; a trapped signal ends it early. */
    int waitAll() throws IOException {
        for (Iterator<Job> jobs = background.iterator(); jobs.hasNext(); ) {
            OptionalInt status = waitFor(jobs.next());
            if (status.isEmpty()) {
                return interrupted();
            }
            jobs.remove();
        }
        done.clear();
        return 0;
    }

    /** {@code wait} for a process id or {@code %job}. */
    int waitFor(String operand) throws IOException {
        for (Done known : done) {
            if (Integer.toString(known.pid()).equals(operand)) {
                return known.status();
            }
        }
        Optional<Job> job = find(operand);
        if (job.isEmpty()) {
            return FORGOTTEN;
        }
        OptionalInt status = waitFor(job.get());
        if (status.isEmpty()) {
            return interrupted();
        }
        background.remove(job.get());
        return status.getAsInt();
    }

    private OptionalInt waitFor(Job job) {
        int status = 0;
        for (SimProcess process : job.processes()) {
            Optional<Ending> ending = shell.process().waitInterruptibly(process);
            if (ending.isEmpty()) {
                return OptionalInt.empty();
            }
            status = ending.get().shellStatus();
        }
        done.add(new Done(job.last().pid(), status));
        return OptionalInt.of(status);
    }

    private int interrupted() throws IOException {
        shell.traps().runPending();
        return 128 + Sig.INT.number();
    }

    private Optional<Job> find(String operand) {
        return background.stream()
                .filter(job -> operand.startsWith("%")
                        ? operand.equals("%" + job.number()) || operand.equals("%%") || operand.equals("%+")
                        : job.processes().stream().anyMatch(p -> operand.equals(Integer.toString(p.pid()))))
                .reduce((first, second) -> second);
    }

    /** The process ids of a job, for kill. */
    List<Integer> processesOf(String operand) {
        return find(operand)
                .map(job -> job.processes().stream().map(SimProcess::pid).toList())
                .orElse(List.of());
    }
}
