package io.vmm4j.ssh.internal;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Effect;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.RemoteScript;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kept shells of one connection: a few, opened when needed, closed when idle. Thread safe. */
final class KeptShells {

    private static final Logger LOG = LoggerFactory.getLogger(KeptShells.class);
    /** sh(1) reads its script byte by byte from a channel: a longer line is faster in an exec request. */
    static final int LONGEST_LINE = 8 * 1024;

    private static final int MOST = 4;
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(10);
    private static final Duration MOST_PATIENCE = Duration.ofMillis(500);
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(60);

    private final SshConnection connection;
    private final RemoteScript script;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition returned = lock.newCondition();
    private final Deque<Idle> idle = new ArrayDeque<>();
    private long returns;
    /** While all shells are taken it pays to wait, as long as one comes back within the time that opening a channel takes. */
    private Duration patience = LEAST_PATIENCE;

    private int shells;
    private boolean sweepScheduled;

    /** A shell that waits for work. */
    private record Idle(KeptShell shell, Deadline until) {}

    KeptShells(SshConnection connection, RemoteScript script) {
        this.connection = connection;
        this.script = script;
    }

    /** Whether a command may be run by a kept shell: only one that may be repeated if anything goes wrong with the shell. */
    static boolean suits(Command command) {
        return command.effect() == Effect.READ && command.stdin() instanceof Input.None;
    }

    /**
     * Runs a command, which is in {@code all} meanwhile.
     *
     * @return its result, or empty if no shell could do it, in which case it takes a channel of its own
     * @throws TransportException as {@code CommandExecutor.run}
     */
    Optional<CommandResult> run(Command command, Terminator terminator, Set<RunningCommand> all) {
        Deadline deadline = Timeline.system().deadlineIn(command.timeout());
        KeptShell shell = take(deadline);
        if (shell == null) {
            return Optional.empty();
        }
        KeptCommand running = new KeptCommand(shell, command, terminator);
        boolean sound = false;
        all.add(running);
        try {
            running.launch();
            CommandResult result = running.result(running.await());
            sound = true;
            return Optional.of(result);
        } catch (IOException e) {
            LOG.debug("A kept shell did not take a command", e);
            return Optional.empty();
        } catch (TransportException e) {
            if (e.code() == ExecError.CONNECTION_LOST && connection.alive()) {
                LOG.debug("A kept shell broke", e);
                return Optional.empty();
            }
            e.addToTranscript(running.unfinished());
            throw e;
        } finally {
            all.remove(running);
            giveBack(shell, sound);
        }
    }

    private @Nullable KeptShell take(Deadline deadline) {
        lock.lock();
        try {
            do {
                KeptShell waiting = takeIdle();
                if (waiting != null) {
                    return waiting;
                }
            } while (shells >= MOST && awaitReturn(deadline));
            if (shells >= MOST) {
                return null;
            }
            shells++;
        } finally {
            lock.unlock();
        }
        try {
            long start = Timeline.system().nanoTime();
            KeptShell opened = KeptShell.open(connection, script, deadline, this::makeRoom);
            learnPatience(Duration.ofNanos(Timeline.system().nanoTime() - start));
            return opened;
        } catch (IOException | TransportException e) {
            LOG.debug("No kept shell for {}", connection.target(), e);
            leave();
            return null;
        }
    }

    private void learnPatience(Duration opening) {
        lock.lock();
        try {
            Duration bounded = opening.compareTo(MOST_PATIENCE) > 0 ? MOST_PATIENCE : opening;
            patience = bounded.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : bounded;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable KeptShell takeIdle() {
        for (Idle waiting = idle.pollFirst(); waiting != null; waiting = idle.pollFirst()) {
            if (waiting.shell().sound()) {
                return waiting.shell();
            }
            drop(waiting.shell());
        }
        return null;
    }

    /** Waits for any shell to come back; false if none does soon enough. */
    private boolean awaitReturn(Deadline deadline) {
        long seen = returns;
        try {
            long nanos = deadline.remainingUpTo(patience).toNanos();
            while (returns == seen && nanos > 0) {
                nanos = returned.awaitNanos(nanos);
            }
            return returns != seen && !deadline.expired();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void giveBack(KeptShell shell, boolean sound) {
        lock.lock();
        try {
            if (sound && shell.sound() && !connection.contended()) {
                idle.addFirst(new Idle(shell, Timeline.system().deadlineIn(IDLE_LIMIT)));
                returns++;
                returned.signal();
                scheduleSweep();
                return;
            }
        } finally {
            lock.unlock();
        }
        drop(shell);
    }

    private void drop(KeptShell shell) {
        leave();
        shell.discard();
    }

    /** There is one shell less. */
    private void leave() {
        lock.lock();
        try {
            shells--;
            returns++;
            returned.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Called with the lock held. */
    private void scheduleSweep() {
        if (!sweepScheduled && !idle.isEmpty()) {
            sweepScheduled = true;
            Timeline.system().schedule(IDLE_LIMIT, this::sweep);
        }
    }

    private void sweep() {
        List<KeptShell> unused = new ArrayList<>();
        lock.lock();
        try {
            sweepScheduled = false;
            while (!idle.isEmpty() && idle.getLast().until().expired()) {
                unused.add(idle.removeLast().shell());
            }
            scheduleSweep();
        } finally {
            lock.unlock();
        }
        unused.forEach(this::drop);
    }

    /** Closes a shell that waits for work, if there is one, so that somebody else can have its session. */
    void makeRoom() {
        Idle unused;
        lock.lock();
        try {
            unused = idle.pollLast();
        } finally {
            lock.unlock();
        }
        if (unused != null) {
            drop(unused.shell());
        }
    }
}
