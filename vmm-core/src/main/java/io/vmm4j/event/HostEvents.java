package io.vmm4j.event;

import io.vmm4j.event.internal.Feed;
import io.vmm4j.event.internal.Poller;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of one host, found by looking at it again and again. Get it from {@link io.vmm4j.VmmHost#events}. Thread safe.
 *
 * <p>One thread looks, from the first subscription until this is closed; it is a daemon. Consumers are called by an executor, one
 * event after the other, and hold none of its threads while there is nothing to tell. However slow a consumer is, the host is
 * looked at in time, and no more than a fixed number of events waits: for what does not fit it gets a
 * {@link Occurrence.Gap}, and then the difference between what it knew and what is now.
 *
 * <p>A new consumer is told of all VMs there are. {@link Flow.Subscriber#onComplete} comes when this is closed and all that waited
 * was taken; {@link Flow.Subscriber#onError} only for a defect, as a host that cannot be asked is an event like others. A consumer
 * that throws gets nothing more.
 */
public final class HostEvents implements Flow.Publisher<HostEvent>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HostEvents.class);

    private final String host;
    private final Timeline timeline;
    private final Executor executor;
    private final int buffer;
    private final Optional<Duration> end;
    private final Poller poller;
    private final Thread thread;

    private final Object lock = new Object();
    private final List<Feed> feeds = new ArrayList<>();
    private Optional<Poller.Step> current = Optional.empty();
    private State state = State.NEW;

    HostEvents(HostEventsBuilder builder) {
        host = builder.host;
        timeline = builder.timeline;
        executor = builder.executor;
        buffer = builder.buffer;
        end = builder.end;
        poller = new Poller(builder.look, timeline, builder.rhythm());
        thread = new Thread(this::watch, "vmm4j-events " + host);
        thread.setDaemon(true);
    }

    private enum State {
        NEW,
        WATCHING,
        CLOSED
    }

    /**
     * Events of anything that can be looked at.
     *
     * @param host its name in the events
     * @param look looks once
     * @param timeline where the times of events and the pauses between looks come from
     */
    public static HostEventsBuilder of(String host, Look look, Timeline timeline) {
        return new HostEventsBuilder(host, look, timeline);
    }

    /** Tells this consumer of all VMs there are, and then of what happens. */
    @Override
    public void subscribe(Flow.Subscriber<? super HostEvent> subscriber) {
        subscribe(Bookmark.START, subscriber);
    }

    /** Tells a consumer that was here before of what is different, behind a {@link Occurrence.Gap}, and then of what happens. */
    public void subscribe(Bookmark from, Flow.Subscriber<? super HostEvent> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        Feed feed = new Feed(host, from, subscriber, executor, buffer);
        synchronized (lock) {
            current.ifPresent(step -> feed.offer(step.fromNothing()));
            if (state == State.CLOSED) {
                feed.end();
            } else {
                feeds.add(feed);
            }
            if (state == State.NEW) {
                state = State.WATCHING;
                thread.start();
            }
        }
        feed.wake();
    }

    /**
     * Calls this for every event, without ever asking whether it keeps up.
     *
     * @return a handle whose {@link Flow.Subscription#cancel()} ends it
     */
    public Flow.Subscription listen(Consumer<? super HostEvent> consumer) {
        Listener listener = new Listener(consumer);
        subscribe(listener);
        return listener;
    }

    /** What is known now; {@link HostSnapshot#NONE} before the first look has succeeded. */
    public HostSnapshot snapshot() {
        synchronized (lock) {
            return current.map(Poller.Step::snapshot).orElse(HostSnapshot.NONE);
        }
    }

    private void watch() {
        try {
            Optional<Deadline> deadline = end.map(timeline::deadlineIn);
            while (publish(poller.step()) && !deadline.map(Deadline::expired).orElse(false)) {
                Duration pause = pause();
                timeline.sleep(deadline.map(limit -> limit.remainingUpTo(pause)).orElse(pause));
            }
            close();
        } catch (InterruptedException e) {
            close();
        } catch (RuntimeException | Error e) {
            LOG.error("The events of {} end", host, e);
            finish(feed -> feed.fail(e));
        }
    }

    private Duration pause() {
        synchronized (lock) {
            return current.orElseThrow().pause();
        }
    }

    /** Whether to go on. A look that was cut short by closing tells nothing. */
    private boolean publish(Poller.Step step) {
        List<Feed> all;
        synchronized (lock) {
            if (state == State.CLOSED) {
                return false;
            }
            current = Optional.of(step);
            feeds.removeIf(Feed::isOver);
            feeds.forEach(feed -> feed.offer(step));
            all = List.copyOf(feeds);
        }
        all.forEach(Feed::wake);
        return true;
    }

    /** Looks no more. Consumers get what waits for them, and the end. Returns at once; closing again does nothing. */
    @Override
    public void close() {
        finish(Feed::end);
    }

    private void finish(Consumer<Feed> last) {
        List<Feed> all;
        synchronized (lock) {
            if (state == State.CLOSED) {
                return;
            }
            state = State.CLOSED;
            all = List.copyOf(feeds);
            feeds.clear();
        }
        if (Thread.currentThread() != thread) {
            thread.interrupt();
        }
        all.forEach(last);
        all.forEach(Feed::wake);
    }

    @Override
    public String toString() {
        return "HostEvents[" + host + "]";
    }

    /** A consumer that takes all it can get. */
    private static final class Listener implements Flow.Subscriber<HostEvent>, Flow.Subscription {

        private final Consumer<? super HostEvent> consumer;
        private Optional<Flow.Subscription> subscription = Optional.empty();
        private boolean cancelled;

        Listener(Consumer<? super HostEvent> consumer) {
            this.consumer = Objects.requireNonNull(consumer, "consumer");
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            synchronized (this) {
                subscription = Optional.of(given);
                if (cancelled) {
                    given.cancel();
                    return;
                }
            }
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(HostEvent event) {
            consumer.accept(event);
        }

        @Override
        public void onError(Throwable failure) {
            LOG.error("A listener gets no more events", failure);
        }

        @Override
        public void onComplete() {
            // There is nobody to tell.
        }

        @Override
        public void request(long count) {
            // It takes all.
        }

        @Override
        public synchronized void cancel() {
            cancelled = true;
            subscription.ifPresent(Flow.Subscription::cancel);
        }
    }
}
