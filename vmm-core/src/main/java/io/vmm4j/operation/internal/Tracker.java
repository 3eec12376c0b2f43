package io.vmm4j.operation.internal;

import io.vmm4j.operation.Moment;
import io.vmm4j.operation.Progress;
import io.vmm4j.operation.Step;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/** Where an operation is, what was seen, and who is told. Thread safe; the timeline is never asked with the lock held. */
final class Tracker implements Flow.Publisher<Progress> {

    /** Half a minute may pass without news at the most. */
    private static final Duration BEAT = Duration.ofSeconds(25);

    private static final int KEPT = 500;

    private final String operation;
    private final String subject;
    private final List<Step<?>> steps;
    private final Timeline timeline;
    private final Executor courier;
    private final long start;
    private final long usualNanos;

    // All below is guarded by this.
    private final List<ProgressFeed> feeds = new ArrayList<>();
    private final List<Moment> history = new ArrayList<>();
    private Progress latest;
    private int index;
    private int percentOfStep = -1;
    private long stepStart;
    private boolean forward = true;
    private Optional<Timeline.Scheduled> beat = Optional.empty();
    private Optional<Optional<Throwable>> end = Optional.empty();

    Tracker(String operation, String subject, List<Step<?>> steps, Timeline timeline, Executor courier) {
        this.operation = operation;
        this.subject = subject;
        this.steps = steps;
        this.timeline = timeline;
        this.courier = courier;
        this.start = timeline.nanoTime();
        this.stepStart = start;
        this.usualNanos = usual(steps.size());
        this.latest =
                new Progress(operation, subject, steps.get(0).name(), 1, steps.size(), 0, Duration.ZERO, "waiting");
    }

    private long usual(int count) {
        return steps.stream()
                .limit(count)
                .mapToLong(step -> step.usual().toNanos())
                .sum();
    }

    /** A step is being done. */
    void enter(int which, String detail) {
        long now = timeline.nanoTime();
        synchronized (this) {
            index = which;
            stepStart = now;
            percentOfStep = -1;
            forward = true;
        }
        note(detail);
    }

    /** A step is being undone. */
    void undoing(int which, String detail) {
        synchronized (this) {
            index = which;
            forward = false;
        }
        note(detail);
    }

    /** How much of the step is done. */
    synchronized void percent(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("0 to 100 percent, not " + percent);
        }
        percentOfStep = percent;
    }

    /** Something was seen, or is being done. */
    void note(String detail) {
        Objects.requireNonNull(detail, "detail");
        long now = timeline.nanoTime();
        synchronized (this) {
            Moment moment =
                    new Moment(Duration.ofNanos(now - start), steps.get(index).name(), detail);
            if (history.size() == KEPT) {
                // The beginning and the end tell most.
                history.remove(KEPT / 2);
            }
            history.add(moment);
        }
        publish(now, Optional.of(detail));
    }

    private void publish(long now, Optional<String> detail) {
        List<ProgressFeed> all;
        synchronized (this) {
            if (end.isPresent()) {
                return;
            }
            latest = new Progress(
                    operation,
                    subject,
                    steps.get(index).name(),
                    index + 1,
                    steps.size(),
                    percentOfAll(now),
                    Duration.ofNanos(now - start),
                    detail.orElse(latest.detail()));
            feeds.removeIf(ProgressFeed::isOver);
            feeds.forEach(feed -> feed.offer(latest));
            all = List.copyOf(feeds);
        }
        all.forEach(ProgressFeed::wake);
    }

    /** Percent never go back: what is undone keeps those that it had come to. */
    private int percentOfAll(long now) {
        if (!forward) {
            return latest.percent();
        }
        long usual = steps.get(index).usual().toNanos();
        double part = percentOfStep >= 0 ? percentOfStep / 100.0 : Math.min(0.95, (now - stepStart) / (double) usual);
        int percent = (int) (100 * (usual(index) + part * usual) / usualNanos);
        return Math.max(latest.percent(), Math.min(percent, 99));
    }

    /** Tells from now on again and again that it goes on. */
    void startBeating() {
        Timeline.Scheduled next = timeline.schedule(BEAT, this::beat);
        boolean over;
        synchronized (this) {
            over = end.isPresent();
            beat = Optional.of(next);
        }
        if (over) {
            next.cancel();
        }
    }

    private void beat() {
        publish(timeline.nanoTime(), Optional.empty());
        if (!isOver()) {
            startBeating();
        }
    }

    private synchronized boolean isOver() {
        return end.isPresent();
    }

    /** It is over. */
    void end(Optional<? extends Throwable> failure, String detail) {
        long now = timeline.nanoTime();
        if (failure.isEmpty()) {
            synchronized (this) {
                index = steps.size() - 1;
                forward = false;
                latest = new Progress(
                        operation,
                        subject,
                        steps.get(index).name(),
                        steps.size(),
                        steps.size(),
                        100,
                        latest.elapsed(),
                        detail);
            }
        }
        publish(now, Optional.of(detail));
        List<ProgressFeed> all;
        Optional<Timeline.Scheduled> last;
        synchronized (this) {
            end = Optional.of(failure.map(Throwable.class::cast));
            last = beat;
            all = List.copyOf(feeds);
            feeds.clear();
        }
        last.ifPresent(Timeline.Scheduled::cancel);
        all.forEach(feed -> {
            feed.end(failure);
            feed.wake();
        });
    }

    synchronized Progress latest() {
        return latest;
    }

    synchronized List<Moment> history() {
        return List.copyOf(history);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Progress> subscriber) {
        ProgressFeed feed = new ProgressFeed(Objects.requireNonNull(subscriber, "subscriber"), courier);
        synchronized (this) {
            feed.offer(latest);
            end.ifPresentOrElse(feed::end, () -> feeds.add(feed));
        }
        feed.wake();
    }
}
