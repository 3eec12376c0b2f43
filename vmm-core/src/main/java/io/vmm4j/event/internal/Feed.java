package io.vmm4j.event.internal;

import io.vmm4j.event.Bookmark;
import io.vmm4j.event.HostEvent;
import io.vmm4j.event.HostSnapshot;
import io.vmm4j.event.Occurrence;
import io.vmm4j.event.Occurrence.Gap;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of events to one consumer. What waits for it is bounded: when there is no room, all that waits is dropped for a gap, and
 * for the difference between what the consumer knows and what is now. Thread safe; what the consumer does is never waited for.
 */
public final class Feed implements Flow.Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private final String host;
    private final Flow.Subscriber<? super HostEvent> subscriber;
    private final Executor executor;
    private final int capacity;
    private final Instant resumedFrom;

    // All below is guarded by this.
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Replay delivered;
    /** What the consumer will know when all that waits is delivered. */
    private HostSnapshot latest;

    private Instant latestTime;
    private boolean resuming;
    private long lost;
    private Instant lostSince;
    private int room;
    private long sequence;
    private long demand;
    private Stage stage = Stage.NEW;
    private boolean ending;
    private boolean delivering;
    private Optional<Throwable> failure = Optional.empty();

    /** A feed that goes on from a bookmark. */
    public Feed(
            String host,
            Bookmark from,
            Flow.Subscriber<? super HostEvent> subscriber,
            Executor executor,
            int capacity) {
        this.host = host;
        this.subscriber = subscriber;
        this.executor = executor;
        this.capacity = capacity;
        resumedFrom = from.time();
        resuming = from.sequence() > 0;
        delivered = new Replay(from.snapshot());
        latest = from.snapshot();
        latestTime = from.time();
        lostSince = from.time();
        sequence = from.sequence();
        room = capacity;
    }

    /** Something that happened and is not delivered yet. */
    private record Waiting(Instant time, Occurrence what) {}

    private enum Stage {
        /** The consumer has not been told of its subscription. */
        NEW,
        /** It gets events. */
        OPEN,
        /** It gets nothing any more. */
        OVER
    }

    /** Something happened. */
    public synchronized void offer(Poller.Step step) {
        List<Occurrence> news = news(step);
        if (step.looked()) {
            latest = step.snapshot();
        }
        latestTime = step.time();
        if (lost > 0) {
            lost += news.size();
        } else if (waiting.isEmpty() || waiting.size() + news.size() <= room) {
            news.forEach(what -> waiting.add(new Waiting(step.time(), what)));
        } else {
            lost = waiting.size() + (long) news.size();
            lostSince = waiting.getFirst().time();
            waiting.clear();
        }
    }

    /** What the consumer knows may not be what the step began at: it was here before this watch began, or came later. */
    private List<Occurrence> news(Poller.Step step) {
        if (!resuming && latest.equals(step.before())) {
            return step.what();
        }
        List<Occurrence> news = new ArrayList<>();
        step.what().stream().filter(Occurrence.PollingFailed.class::isInstance).forEach(news::add);
        if (step.looked()) {
            if (resuming) {
                resuming = false;
                news.add(new Gap(resumedFrom, step.time(), Gap.Reason.RESUMED, 0));
            }
            news.addAll(HostSnapshot.difference(latest, step.snapshot()));
        }
        return news;
    }

    /** Sees to it that the consumer gets what waits for it. */
    public void wake() {
        synchronized (this) {
            if (delivering || !hasSignal()) {
                return;
            }
            delivering = true;
        }
        try {
            executor.execute(this::deliver);
        } catch (RejectedExecutionException e) {
            LOG.warn("Nobody delivers events of {}", host, e);
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
            LOG.warn("A consumer of events of {} failed and gets no more", host, e);
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
        if (hasNews()) {
            HostEvent event = take();
            return Optional.of(() -> subscriber.onNext(event));
        }
        stage = Stage.OVER;
        return Optional.of(() -> failure.ifPresentOrElse(subscriber::onError, subscriber::onComplete));
    }

    private boolean hasSignal() {
        return switch (stage) {
            case NEW -> true;
            case OPEN -> hasNews() ? demand > 0 : ending;
            case OVER -> false;
        };
    }

    private boolean hasNews() {
        return lost > 0 || !waiting.isEmpty();
    }

    private HostEvent take() {
        if (lost > 0) {
            catchUp();
        }
        Waiting first = waiting.removeFirst();
        if (waiting.isEmpty()) {
            room = capacity;
        }
        demand -= demand == Long.MAX_VALUE ? 0 : 1;
        delivered.apply(first.what());
        sequence++;
        return new HostEvent(host, first.time(), sequence, first.what());
    }

    private void catchUp() {
        Occurrence gap = new Gap(lostSince, latestTime, Gap.Reason.SLOW_CONSUMER, lost);
        lost = 0;
        waiting.add(new Waiting(latestTime, gap));
        HostSnapshot known = delivered.snapshot();
        if (!known.equals(latest)) {
            HostSnapshot.difference(known, latest).forEach(what -> waiting.add(new Waiting(latestTime, what)));
        }
        room = waiting.size() + capacity;
    }

    /** There will be nothing more; what waits is still delivered. */
    public synchronized void end() {
        ending = true;
    }

    /** There will be nothing more, for this reason. */
    public synchronized void fail(Throwable reason) {
        failure = Optional.of(reason);
        ending = true;
    }

    /** Whether the consumer gets nothing any more. */
    public synchronized boolean isOver() {
        return stage == Stage.OVER;
    }

    @Override
    public void request(long count) {
        synchronized (this) {
            if (count <= 0) {
                waiting.clear();
                lost = 0;
                fail(new IllegalArgumentException("a consumer must ask for at least one event, not for " + count));
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
        lost = 0;
    }
}
