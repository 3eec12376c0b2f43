package io.vmm4j.plan.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.Undisturbed;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.CommandChange;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.FileRemoval;
import io.vmm4j.plan.Moment;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One application of a guarded plan: all of it, or nothing. */
final class GuardedRun {

    private static final int LOCKED = 75;
    private static final String CONFIRM = "confirm over a new connection";

    private final CommandExecutor executor;
    private final Guard guard;
    private final Plan plan;
    private String step = "begin to watch";
    private Duration work = Duration.ZERO;

    GuardedRun(CommandExecutor executor, Guard guard, Plan plan) {
        this.executor = executor;
        this.guard = guard;
        this.plan = plan;
    }

    /**
     * Applies it.
     *
     * @param freshness fails if the host is not what it was when the plan was made. Looked at once the guard has begun, as that takes
     *     back what an earlier plan left behind
     */
    void run(Runnable freshness) {
        begin();
        try {
            freshness.run();
            int number = 0;
            for (Change change : plan.changes()) {
                step = change.summary();
                work = change instanceof CommandChange command
                        ? command.command().timeout()
                        : Command.DEFAULT_TIMEOUT;
                make(++number, change);
            }
            step = CONFIRM;
            confirm();
        } catch (VmmException e) {
            throw Undisturbed.get(() -> takenBack(e));
        }
    }

    private void begin() {
        Answer answer = answerToBegin();
        if (!answer.result().succeeded()) {
            Problem problem = answer.result().exitStatus() == LOCKED
                    ? Problem.of(PlanError.LOCKED)
                            .with("owner", "a plan of theirs waits to be confirmed or taken back")
                            .with("expiry", HostLock.expiry(Steps.said(answer)))
                    : Problem.of(PlanError.STEP_FAILED).with("step", step).with("reason", Steps.said(answer));
            throw new PlanException(problem.with("target", plan.target()));
        }
    }

    /** A guard whose beginning was not heard of would keep others from changing the host until its time is up. */
    private Answer answerToBegin() {
        try {
            return guard.begin().ask(executor);
        } catch (TransportException e) {
            throw Undisturbed.get(() -> takenBack(e));
        }
    }

    private void make(int number, Change change) {
        if (change instanceof CommandChange command) {
            Steps.make(executor, command, guard.guarded(number, command.command(), command.undo()));
        } else if (change instanceof FileChange file) {
            make(number, FileReplacement.of(file), file.moment());
        } else if (change instanceof FileRemoval file) {
            make(number, FileReplacement.of(file), file.moment());
        }
    }

    private void make(int number, FileReplacement file, Moment moment) {
        (moment == Moment.IN_TURN ? guard.guarded(number, file) : guard.staged(number, file)).ask(executor);
    }

    /** The answer to a confirmation can be lost while the confirmation holds: then another connection tells. */
    private void confirm() {
        try (CommandExecutor fresh = executor.newConnection()) {
            require(fresh.run(guard.confirmation()));
        } catch (TransportException e) {
            if (e.fate() == CommandFate.NOT_RUN || stateSeenAnew() != Guard.State.SETTLED) {
                throw e;
            }
        }
    }

    private Guard.State stateSeenAnew() {
        return Undisturbed.get(() -> {
            try (CommandExecutor fresh = executor.newConnection()) {
                return guard.state().ask(fresh);
            }
        });
    }

    private void require(CommandResult result) {
        if (!result.succeeded()) {
            String said = result.stderr().strip();
            throw new PlanException(Problem.of(PlanError.STEP_FAILED)
                    .with("target", plan.target())
                    .with("step", step)
                    .with("reason", said.isEmpty() ? "it was taken back before" : said));
        }
    }

    private VmmException takenBack(VmmException cause) {
        Optional<List<Integer>> failed = Optional.empty();
        for (Supplier<List<Integer>> way : List.<Supplier<List<Integer>>>of(this::rollback, this::rollbackAnew)) {
            try {
                failed = Optional.of(way.get());
                break;
            } catch (VmmException e) {
                cause.addSuppressed(e);
            }
        }
        if (failed.isEmpty()) {
            return new PlanException(
                    Problem.of(PlanError.ON_PROBATION)
                            .with("target", plan.target())
                            .with("step", step)
                            .with("seconds", guard.patience(work).toSeconds()),
                    plan.changes(),
                    cause);
        }
        List<Change> remaining = failed.get().stream()
                .filter(number -> number >= 1 && number <= plan.changes().size())
                .map(number -> plan.changes().get(number - 1))
                .toList();
        return failure(cause, remaining);
    }

    private List<Integer> rollback() {
        return guard.rollback().ask(executor);
    }

    private List<Integer> rollbackAnew() {
        try (CommandExecutor fresh = executor.newConnection()) {
            return guard.rollback().ask(fresh);
        }
    }

    private PlanException failure(VmmException cause, List<Change> remaining) {
        if (step.equals(CONFIRM) && cause instanceof TransportException) {
            return new PlanException(
                    Problem.of(PlanError.NOT_CONFIRMED)
                            .with("target", plan.target())
                            .with("reason", cause.getMessage()),
                    remaining,
                    cause);
        }
        return Steps.failure(executor.target(), cause, remaining);
    }
}
