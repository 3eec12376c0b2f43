package io.vmm4j.testkit;

import io.vmm4j.time.Bell;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time of a simulated host. Thread safe.
 *
 * <p>A {@linkplain #virtual virtual} one stands still until somebody waits on it and nobody of the simulation has anything left
 * to do; then it jumps to the next thing that is due. A sleep of an hour takes no time, and everything scheduled in between
 * happens in order. A {@linkplain #real real} one runs with the machine's clock, for people who look at a simulated host.
 *
 * <p>Two kinds of threads meet here. <em>Actors</em> ({@link #start}) are the simulation itself: while one of them is busy a
 * virtual timeline stands still, so no timeout passes because a thread was slow. All others are outsiders, tests for example:
 * what they do between two calls cannot be seen, so they are given a moment of real time before another one's wait moves on.
 */
public final class VirtualTimeline implements Timeline {

    /** How long an outsider that was here may be away before time moves on without it. */
    private static final long ABSENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** How long a thread that has nothing to do sleeps before it looks again by itself. */
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** How long an outsider that is waited for, or was called, may take before time moves on without it. */
    private static final long ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final Executor ACTORS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 2, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "vmm4j-sim-" + THREADS.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
    private static final ThreadLocal<@Nullable VirtualTimeline> ACTING = new ThreadLocal<>();

    /** Guards the state of the simulation and everything below; {@link Agenda} has a lock of its own. */
    private final ReentrantLock state = new ReentrantLock();

    private final Agenda agenda;
    private final Set<Waiter> waiters = new LinkedHashSet<>();
    /** The outsiders that count, and until when in real time. */
    private final Map<Object, Long> outside = new HashMap<>();

    private int busy;

    private VirtualTimeline(Agenda agenda) {
        this.agenda = agenda;
    }

    /** A timeline that stands still until somebody waits, and then jumps. */
    public static VirtualTimeline virtual(Instant start) {
        return new VirtualTimeline(Agenda.virtual(start));
    }

    /**
     * A timeline that runs with the machine's clock.
     *
     * @param speed how many of its seconds pass in one of the machine's, for example 1 or 20
     */
    public static VirtualTimeline real(Instant start, double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be positive: " + speed);
        }
        return new VirtualTimeline(Agenda.real(start, speed));
    }

    /** Whether waiting takes no time. */
    public boolean isVirtual() {
        return agenda.isVirtual();
    }

    @Override
    public Instant now() {
        return agenda.now();
    }

    @Override
    public long nanoTime() {
        return agenda.nanoTime();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        await(() -> false, duration);
    }

    /** {@inheritDoc} It runs with the simulation's lock held, so the state stands still meanwhile. */
    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        return agenda.add(delay, task, this::runDue);
    }

    @Override
    public Bell newBell() {
        return new VirtualBell(this);
    }

    /**
     * Runs what changes the state of the simulation, so that nothing scheduled happens at the same time; waiting threads look
     * at their conditions again afterwards. Must not block.
     */
    public void locked(Runnable change) {
        lockedGet(() -> {
            change.run();
            return true;
        });
    }

    /** The same for a change that has a result. */
    public <T extends @Nullable Object> T lockedGet(Supplier<T> change) {
        state.lock();
        try {
            runDueLocked();
            T result = change.get();
            changed();
            return result;
        } finally {
            state.unlock();
        }
    }

    /** Asks about the state of the simulation, which stands still meanwhile. Must neither block nor change anything. */
    public <T extends @Nullable Object> T look(Supplier<T> question) {
        state.lock();
        try {
            runDueLocked();
            return question.get();
        } finally {
            state.unlock();
        }
    }

    /**
     * Runs a task of the simulation on a thread of its own. Time stands still while it is busy; waiting by one of the methods
     * here, or {@linkplain #outside looking outside}, is not being busy.
     */
    public void start(Runnable actor) {
        state.lock();
        try {
            busy++;
        } finally {
            state.unlock();
        }
        ACTORS.execute(() -> {
            ACTING.set(this);
            try {
                actor.run();
            } finally {
                ACTING.remove();
                leave();
            }
        });
    }

    private void leave() {
        state.lock();
        try {
            busy--;
            nudge();
        } finally {
            state.unlock();
        }
    }

    /**
     * Waits until a condition holds or a time has passed, whichever comes first on this timeline, and moves a virtual one on.
     *
     * @param condition looked at with the lock held, after each thing that happens; must not block
     * @return whether the condition held in time
     * @throws InterruptedException if the thread is or becomes interrupted
     */
    public boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        return await(condition, Waiting.upTo(timeout));
    }

    /**
     * Waits until a condition holds, in the given way.
     *
     * @return whether the condition held, which is always so for a wait without limit
     * @throws InterruptedException if the thread is or becomes interrupted
     */
    public boolean await(BooleanSupplier condition, Waiting waiting) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        state.lockInterruptibly();
        try {
            runDueLocked();
            if (condition.getAsBoolean()) {
                return true;
            }
            Waiter waiter = new Waiter(condition, waiting, ACTING.get() == this, state.newCondition());
            Scheduled end =
                    waiting.limit().isPresent() ? schedule(waiting.limit().get(), () -> wake(waiter, false)) : () -> {};
            try {
                return settle(waiter);
            } finally {
                end.cancel();
            }
        } finally {
            state.unlock();
        }
    }

    private boolean settle(Waiter waiter) throws InterruptedException {
        if (waiter.actor) {
            busy--;
        } else {
            outside.remove(Thread.currentThread());
        }
        if (waiter.waiting.onOutsider()) {
            outside.put(waiter, realNow() + ANSWER_NANOS);
        }
        waiters.add(waiter);
        try {
            while (!waiter.awake) {
                long delay = jumpDelay();
                if (delay == 0) {
                    jump();
                } else if (delay > 0) {
                    waiter.changed.awaitNanos(delay);
                } else {
                    waiter.changed.awaitNanos(IDLE_NANOS);
                }
            }
            return waiter.held;
        } finally {
            waiters.remove(waiter);
            outside.remove(waiter);
            if (!waiter.actor) {
                outside.put(Thread.currentThread(), realNow() + ABSENCE_NANOS);
            } else if (!waiter.awake) {
                busy++;
            }
            nudge();
        }
    }

    /**
     * Lets an actor call something that does not belong to the simulation and may take real time, such as a client's stream.
     * Time may move on meanwhile, but not at once.
     */
    public <T, E extends Exception> T outside(Excursion<T, E> excursion) throws E {
        boolean actor = ACTING.get() == this;
        Object trip = new Object();
        state.lock();
        try {
            busy -= actor ? 1 : 0;
            outside.put(trip, realNow() + ANSWER_NANOS);
            nudge();
        } finally {
            state.unlock();
        }
        try {
            return excursion.go();
        } finally {
            state.lock();
            try {
                outside.remove(trip);
                busy += actor ? 1 : 0;
            } finally {
                state.unlock();
            }
        }
    }

    /** A call that leaves the simulation. */
    @FunctionalInterface
    public interface Excursion<T, E extends Exception> {
        /** Makes the call. */
        T go() throws E;
    }

    /** Moves a virtual timeline on, as if somebody had slept. */
    public void advance(Duration duration) {
        boolean interrupted = Thread.interrupted();
        try {
            sleep(duration);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** How long, in real nanoseconds, until time may jump: zero for now, negative for not before something changes. */
    private long jumpDelay() {
        if (!isVirtual() || busy > 0 || agenda.isEmpty()) {
            return -1;
        }
        if (waiters.stream().noneMatch(waiter -> waiter.waiting.movesTime().getAsBoolean() && !waiter.awake)) {
            return -1;
        }
        long now = realNow();
        outside.values().removeIf(until -> until - now <= 0);
        return outside.values().stream().mapToLong(until -> until - now).max().orElse(0);
    }

    private void jump() {
        agenda.runNext();
        changed();
    }

    private void runDue() {
        state.lock();
        try {
            runDueLocked();
        } finally {
            state.unlock();
        }
    }

    private void runDueLocked() {
        if (agenda.runDue()) {
            changed();
        }
    }

    /** Wakes those whose condition holds now. */
    private void changed() {
        List<Waiter> asleep = new ArrayList<>(waiters);
        for (Waiter waiter : asleep) {
            if (!waiter.awake && waiter.condition.getAsBoolean()) {
                wake(waiter, true);
            }
        }
    }

    /** Who is woken counts as busy from here on, not only when its thread runs again. */
    private void wake(Waiter waiter, boolean held) {
        if (waiter.awake) {
            return;
        }
        waiter.awake = true;
        waiter.held = held;
        busy += waiter.actor ? 1 : 0;
        waiter.changed.signal();
    }

    /** If time may move, sees to it that a thread which can move it looks. */
    private void nudge() {
        if (busy == 0 && isVirtual()) {
            for (Waiter waiter : waiters) {
                if (waiter.waiting.movesTime().getAsBoolean() && !waiter.awake) {
                    waiter.changed.signal();
                    return;
                }
            }
        }
    }

    private static long realNow() {
        return Timeline.system().nanoTime();
    }

    /** A thread that waits. Guarded by the lock. */
    private static final class Waiter {

        private final BooleanSupplier condition;
        private final Waiting waiting;
        private final boolean actor;
        private final Condition changed;
        private boolean awake;
        private boolean held;

        Waiter(BooleanSupplier condition, Waiting waiting, boolean actor, Condition changed) {
            this.condition = condition;
            this.waiting = waiting;
            this.actor = actor;
            this.changed = changed;
        }
    }
}
