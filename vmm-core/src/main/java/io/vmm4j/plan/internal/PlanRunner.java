package io.vmm4j.plan.internal;

import io.vmm4j.HostPath;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.Undisturbed;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.CommandChange;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.FileRemoval;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Applies plans: under the host's lock, only if the host still looks as it did, and back again if a change fails. */
public final class PlanRunner {

    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final CommandExecutor executor;
    private final HostPath lockDirectory;

    /** A runner for one host. */
    public PlanRunner(CommandExecutor executor, HostPath lockDirectory) {
        this.executor = executor;
        this.lockDirectory = lockDirectory;
    }

    /**
     * Applies a plan. An empty one touches nothing.
     *
     * @param fingerprint of what the host looks like now, asked for once the lock is held
     * @throws PlanException if it is stale, the host is locked, or a change fails
     */
    public void apply(Plan plan, Supplier<String> fingerprint) {
        if (plan.isEmpty()) {
            return;
        }
        HostLock lock = new HostLock(lockDirectory, lease(plan));
        lock.acquire().ask(executor);
        try {
            Runnable freshness = () -> requireFresh(plan, fingerprint.get());
            if (plan.probation().isPresent()) {
                guarded(plan, plan.probation().get(), freshness);
            } else {
                freshness.run();
                run(plan);
            }
        } finally {
            release(lock);
        }
    }

    private static Duration lease(Plan plan) {
        Duration sum = MARGIN.plus(plan.probation().orElse(Duration.ZERO));
        for (Change change : plan.changes()) {
            sum = sum.plus(
                    change instanceof CommandChange command ? command.command().timeout() : Command.DEFAULT_TIMEOUT);
        }
        // As much again for taking everything back.
        return sum.multipliedBy(2);
    }

    private void release(HostLock lock) {
        try {
            Undisturbed.run(() -> lock.release().ask(executor));
        } catch (TransportException e) {
            // It runs out by itself; what was done counts.
        }
    }

    private void requireFresh(Plan plan, String fingerprint) {
        if (!plan.fingerprint().equals(fingerprint) || !plan.target().equals(executor.target())) {
            throw new PlanException(Problem.of(PlanError.STALE)
                    .with("target", plan.target())
                    .with("what", "what was seen then is not what is there now"));
        }
    }

    private void guarded(Plan plan, Duration probation, Runnable freshness) {
        HostPath directory = lockDirectory.resolve("guard/" + UUID.randomUUID());
        new GuardedRun(executor, new Guard(directory, probation), plan).run(freshness);
    }

    private void run(Plan plan) {
        List<Change> done = new ArrayList<>();
        for (Change change : plan.changes()) {
            try {
                make(change);
                done.add(change);
            } catch (TransportException e) {
                throw lost(plan, change, done, e);
            } catch (VmmException e) {
                throw failed(e, change instanceof CommandChange ? with(done, change) : done);
            }
        }
    }

    private static List<Change> with(List<Change> done, Change change) {
        List<Change> all = new ArrayList<>(done);
        all.add(change);
        return all;
    }

    private void make(Change change) {
        if (change instanceof FileChange file) {
            FileReplacement.of(file).query().ask(executor);
        } else if (change instanceof FileRemoval file) {
            FileReplacement.of(file).query().ask(executor);
        } else if (change instanceof CommandChange command) {
            Steps.make(executor, command, command.command());
        }
    }

    private VmmException lost(Plan plan, Change change, List<Change> done, TransportException e) {
        if (e.fate() == CommandFate.NOT_RUN || e instanceof CommandTimeoutException) {
            return failed(e, e.fate() == CommandFate.NOT_RUN ? done : with(done, change));
        }
        return new PlanException(
                Problem.of(PlanError.INTERRUPTED).with("target", plan.target()).with("step", change.summary()),
                done,
                e);
    }

    private PlanException failed(VmmException cause, List<Change> toUndo) {
        List<Change> remaining = new ArrayList<>();
        List<VmmException> troubles = new ArrayList<>();
        for (int i = toUndo.size() - 1; i >= 0; i--) {
            Change change = toUndo.get(i);
            try {
                if (!Undisturbed.get(() -> undo(change))) {
                    remaining.add(0, change);
                }
            } catch (VmmException e) {
                remaining.add(0, change);
                troubles.add(e);
            }
        }
        PlanException failure = Steps.failure(executor.target(), cause, remaining);
        troubles.forEach(failure::addSuppressed);
        return failure;
    }

    private boolean undo(Change change) {
        if (change instanceof FileChange file) {
            return FileReplacement.of(file).reversed().query().ask(executor);
        }
        if (change instanceof FileRemoval file) {
            return FileReplacement.of(file).reversed().query().ask(executor);
        }
        if (change instanceof CommandChange command && command.undo().isPresent()) {
            return executor.run(command.undo().get()).succeeded();
        }
        return false;
    }
}
