package io.vmm4j.plan.internal;

import io.vmm4j.HostPath;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.Undisturbed;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.CommandChange;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
            requireFresh(plan, fingerprint.get());
            run(plan);
        } finally {
            release(lock);
        }
    }

    private static Duration lease(Plan plan) {
        Duration sum = MARGIN;
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
            FileReplacement.of(file).ask(executor);
        } else if (change instanceof CommandChange command) {
            make(command);
        }
    }

    private void make(CommandChange change) {
        Query<Answer> command = new Query<>(change.command(), answer -> answer);
        if (change.confirmation().isEmpty()) {
            requireSilence(change, command.ask(executor));
            return;
        }
        Query<Answer> pause = new Query<>(Command.read("sleep", "1"), answer -> answer);
        Query<Answer> confirmation = new Query<>(change.confirmation().get(), answer -> answer);
        Answers answers;
        if (change.command().stdin() instanceof Input.None) {
            answers = Query.askUntilFailure(executor, command, pause, confirmation);
            requireSilence(change, answers.to(command));
        } else {
            // A command with input needs a round trip of its own.
            requireSilence(change, command.ask(executor));
            answers = Query.askUntilFailure(executor, pause, confirmation);
        }
        Answer confirmed = answers.to(confirmation);
        if (!confirmed.result().succeeded()) {
            throw problem(PlanError.STEP_WITHOUT_EFFECT, change, said(confirmed));
        }
    }

    /** Many of OpenBSD's tools complain and exit 0. */
    private static void requireSilence(CommandChange change, Answer answer) {
        if (!answer.result().succeeded() || !answer.result().stderr().isBlank()) {
            throw problem(PlanError.STEP_FAILED, change, said(answer));
        }
    }

    private static String said(Answer answer) {
        String text = (answer.result().stderr() + answer.result().stdout()).strip();
        return text.isEmpty() ? "exit status " + answer.result().exitStatus() : text;
    }

    private static PlanException problem(PlanError code, Change change, String reason) {
        return new PlanException(Problem.of(code).with("step", change.summary()).with("reason", reason));
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
        Problem problem = Problem.of(cause.code());
        for (var argument : cause.arguments().entrySet()) {
            problem = problem.with(argument.getKey(), argument.getValue());
        }
        PlanException failure = new PlanException(problem.with("target", executor.target()), remaining, cause);
        cause.transcript().entries().forEach(failure::addToTranscript);
        troubles.forEach(failure::addSuppressed);
        return failure;
    }

    private boolean undo(Change change) {
        if (change instanceof FileChange file) {
            return FileReplacement.undoing(file).ask(executor);
        }
        if (change instanceof CommandChange command && command.undo().isPresent()) {
            return executor.run(command.undo().get()).succeeded();
        }
        return false;
    }
}
