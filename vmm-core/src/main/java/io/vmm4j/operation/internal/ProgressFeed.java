package io.vmm4j.operation.internal;

import io.vmm4j.operation.Progress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of progress to one subscriber. Of each step only the newest waits, so what waits is bounded by the number of steps. Thread
 * safe; what the subscriber does is never waited for.
 */
final class ProgressFeed implements Flow.Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressFeed.class);

    private final Flow.Subscriber<? super Progress> subscriber;
    private final Executor courier;
    private final Deque<Progress> waiting = new ArrayDeque<>();
    private Optional<Throwable> failure = Optional.empty();
    private Stage stage = Stage.NEW;
    private long demand;
    private boolean ending;
    private boolean delivering;

    private enum Stage {
        NEW,
        OPEN,
        OVER
    }

    ProgressFeed(Flow.Subscriber<? super Progress> subscriber, Executor courier) {
        this.subscriber = subscriber;
        this.courier = courier;
    }

    /** There is news. */
    synchronized void offer(Progress progress) {
        if (ending || stage == Stage.OVER) {
            return;
        }
        if (!waiting.isEmpty() && waiting.getLast().index() == progress.index()) {
            waiting.removeLast();
        }
        waiting.addLast(progress);
    }

    /** There will be no more; what waits is still delivered. */
    synchronized void end(Optional<? extends Throwable> reason) {
        if (!ending) {
            ending = true;
            failure = reason.map(Throwable.class::cast);
        }
    }

    /** Sees to it that the subscriber gets what waits. */
    void wake() {
        synchronized (this) {
            if (delivering || !hasSignal()) {
                return;
            }
            delivering = true;
        }
        try {
            courier.execute(this::deliver);
        } catch (RejectedExecutionException e) {
            LOG.warn("Nobody delivers progress", e);
            cancel();
        }
    }

    private void deliver() {
        try {
            Optional<Runnable> signal = next();
            while (signal.isPresent()) {
                signal.get().run();
                signal = next();
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("A subscriber of progress failed and gets no more", e);
            cancel();
        }
    }

    private synchronized Optional<Runnable> next() {
        if (stage == Stage.NEW) {
            stage = Stage.OPEN;
            return Optional.of(() -> subscriber.onSubscribe(this));
        }
        if (!hasSignal()) {
            delivering = false;
            return Optional.empty();
        }
        if (!waiting.isEmpty()) {
            demand -= demand == Long.MAX_VALUE ? 0 : 1;
            Progress first = waiting.removeFirst();
            return Optional.of(() -> subscriber.onNext(first));
        }
        stage = Stage.OVER;
        return Optional.of(() -> failure.ifPresentOrElse(subscriber::onError, subscriber::onComplete));
    }

    private boolean hasSignal() {
        return switch (stage) {
            case NEW -> true;
            case OPEN -> waiting.isEmpty() ? ending : demand > 0;
            case OVER -> false;
        };
    }

    synchronized boolean isOver() {
        return stage == Stage.OVER;
    }

    @Override
    public void request(long count) {
        synchronized (this) {
            if (count <= 0) {
                waiting.clear();
                ending = true;
                failure = Optional.of(new IllegalArgumentException("a subscriber must ask for at least one: " + count));
            } else {
                demand = demand > Long.MAX_VALUE - count ? Long.MAX_VALUE : demand + count;
            }
        }
        wake();
    }

    @Override
    public synchronized void cancel() {
        stage = Stage.OVER;
        waiting.clear();
    }
}
