package io.vmm4j.exec.internal;

import io.vmm4j.error.ErrorCode;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandCancelledException;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.TransportException;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The life of a running command, the same for every transport: it runs until the first of its end, its timeout, a
 * cancellation or a failure of the transport, and that one decides what {@link #await()} says.
 *
 * <p>A transport reports by {@link #ended} and {@link #broken}, and stops the command in {@link #terminate}.
 */
public abstract class ManagedCommand implements RunningCommand {

    /** How long {@link #terminate} may take; a wait is never longer than the command's timeout and this. */
    protected static final Duration TERMINATION_LIMIT = Duration.ofSeconds(10);

    private final Command command;
    private final Object label;
    private final String target;
    private final Timeline timeline;
    private final long startedAt;
    private final Deadline deadline;
    private final CompletableFuture<Exit> outcome = new CompletableFuture<>();
    private final AtomicReference<@Nullable Verdict> verdict = new AtomicReference<>();
    private volatile Timeline.@Nullable Scheduled alarm;

    /** Who decided how it ends. */
    private enum Verdict {
        ENDED,
        BROKEN,
        STOPPED
    }

    /** A command whose timeout starts now. */
    protected ManagedCommand(Command command, String target, Timeline timeline) {
        this(command, command, target, timeline);
    }

    /** A command whose timeout starts now and that errors show as {@code label}. */
    protected ManagedCommand(Command command, Object label, String target, Timeline timeline) {
        this.command = command;
        this.label = label;
        this.target = target;
        this.timeline = timeline;
        this.startedAt = timeline.nanoTime();
        this.deadline = timeline.deadlineIn(command.timeout());
    }

    /** Lets the timeout act; called once, when there is something to stop. */
    protected final void armTimeout() {
        alarm = timeline.schedule(deadline.remaining(), () -> stop(this::timeout));
        if (outcome.isDone()) {
            disarm();
        }
    }

    @Override
    public void onEnd(Runnable action) {
        CompletableFuture<Exit> unused = outcome.whenComplete((exit, failure) -> action.run());
    }

    /** The command ended by itself, and all its output was delivered. */
    protected final void ended(int status, Optional<String> signal) {
        if (verdict.compareAndSet(null, Verdict.ENDED)) {
            finish();
            outcome.complete(new Exit(status, signal, elapsed()));
        }
    }

    /** The transport failed; nothing more will come. */
    protected final void broken(TransportException failure) {
        if (verdict.compareAndSet(null, Verdict.BROKEN)) {
            finish();
            outcome.completeExceptionally(failure);
        }
    }

    /** The sink did not take the output: the command is stopped. */
    protected final void outputRefused(IOException reason) {
        stop(fate -> {
            Problem problem = reason instanceof OutputLimitExceeded exceeded
                    ? problem(ExecError.OUTPUT_TOO_LARGE).with("limit", exceeded.limit())
                    : problem(ExecError.OUTPUT_REFUSED).with("reason", Reasons.of(reason));
            return new TransportException(problem, fate, reason);
        });
    }

    /** The input could not be read on this side: the command is stopped. */
    protected final void inputUnreadable(IOException reason) {
        stop(fate -> new TransportException(
                problem(ExecError.INPUT_UNREADABLE).with("reason", Reasons.of(reason)), fate, reason));
    }

    /** The failure that a lost connection means for this command. */
    protected final TransportException connectionLost(CommandFate fate, Throwable cause) {
        return new TransportException(
                problem(ExecError.CONNECTION_LOST).with("reason", Reasons.of(cause)), fate, cause);
    }

    /**
     * Stops the command on the host: politely, then by force, within {@link #TERMINATION_LIMIT}.
     *
     * @return {@link CommandFate#STOPPED} only if it is known to be gone
     */
    protected abstract CommandFate terminate();

    /** Frees what the transport holds for the command; called exactly once, and must not block. */
    protected abstract void release();

    /** A problem with the facts that every error of a command carries. */
    protected final Problem problem(ErrorCode code) {
        return Problem.of(code)
                .with("target", target)
                .with("command", label)
                .with("timeout", Reasons.inWords(command.timeout()));
    }

    /** Since the executor was asked. */
    protected final Duration elapsed() {
        return Duration.ofNanos(timeline.nanoTime() - startedAt);
    }

    /** What is left of the timeout. */
    protected final Deadline deadline() {
        return deadline;
    }

    /** Whether it has been decided how the command ends. */
    protected final boolean decided() {
        return verdict.get() != null;
    }

    @Override
    public final Command command() {
        return command;
    }

    @Override
    public final Exit await() {
        Duration longest = command.timeout().plus(TERMINATION_LIMIT).plus(TERMINATION_LIMIT);
        try {
            return outcome.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw rethrown(e);
        } catch (TimeoutException e) {
            throw timeout(CommandFate.MAY_STILL_RUN);
        } catch (InterruptedException e) {
            return awaitCancelled();
        }
    }

    /** The thread was interrupted: cancels, waits for the outcome as long as stopping may take, and keeps the flag. */
    private Exit awaitCancelled() {
        cancel();
        Thread.interrupted();
        try {
            return outcome.get(TERMINATION_LIMIT.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw rethrown(e);
        } catch (TimeoutException | InterruptedException e) {
            throw cancelled(CommandFate.MAY_STILL_RUN);
        } finally {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException rethrown(ExecutionException failure) {
        if (failure.getCause() instanceof TransportException transport) {
            return transport;
        }
        return new IllegalStateException(failure.getCause());
    }

    @Override
    public final void cancel() {
        stop(this::cancelled);
    }

    @Override
    public void close() {
        cancel();
        try {
            outcome.get(TERMINATION_LIMIT.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Whoever waits for the command hears how it ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes the exception once it is known whether the command is gone. */
    @FunctionalInterface
    private interface Stopped {
        TransportException because(CommandFate fate);
    }

    private void stop(Stopped reason) {
        if (verdict.compareAndSet(null, Verdict.STOPPED)) {
            IoThreads.run(() -> {
                CommandFate fate = CommandFate.MAY_STILL_RUN;
                try {
                    fate = terminate();
                } finally {
                    finish();
                    outcome.completeExceptionally(reason.because(fate));
                }
            });
        }
    }

    private void finish() {
        disarm();
        release();
    }

    private void disarm() {
        Timeline.Scheduled pending = alarm;
        if (pending != null) {
            pending.cancel();
        }
    }

    private CommandTimeoutException timeout(CommandFate fate) {
        return new CommandTimeoutException(problem(ExecError.COMMAND_TIMEOUT).with("remains", remains(fate)), fate);
    }

    private CommandCancelledException cancelled(CommandFate fate) {
        return new CommandCancelledException(problem(ExecError.COMMAND_CANCELLED), fate);
    }

    private static String remains(CommandFate fate) {
        return fate == CommandFate.STOPPED
                ? "Nothing of it is left."
                : "It could not be stopped from here: look for it with ps(1).";
    }
}
