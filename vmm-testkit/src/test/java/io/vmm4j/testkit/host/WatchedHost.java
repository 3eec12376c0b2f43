package io.vmm4j.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.VmmHost;
import io.vmm4j.event.HostEvent;
import io.vmm4j.event.HostEvents;
import io.vmm4j.event.HostEventsBuilder;
import io.vmm4j.event.HostSnapshot;
import io.vmm4j.exec.CommandExecutor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A host that is looked at once after each thing that is done to it. */
final class WatchedHost {

    static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Stage stage;
    private final CommandExecutor executor;
    private final Deque<Runnable> doings = new ArrayDeque<>();
    private final List<HostEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch end = new CountDownLatch(1);
    private Optional<HostEvents> watch = Optional.empty();
    private HostSnapshot last = HostSnapshot.NONE;

    WatchedHost(Stage stage) {
        this(stage, stage.host().executor());
    }

    /** Looked at through this executor. */
    WatchedHost(Stage stage, CommandExecutor executor) {
        this.stage = stage;
        this.executor = executor;
    }

    /** Does this before the next look that nothing is planned for. */
    WatchedHost then(Runnable doing) {
        doings.add(doing);
        return this;
    }

    WatchedHost then(String line) {
        return then(() -> stage.sh(line));
    }

    /** Looks once, and once more after each thing that is done. The types of what happened, with the VMs' names. */
    List<String> happened() {
        run(builder -> builder.deliverOn(Runnable::run), Recorder.keeping(events, end));
        assertThat(HostSnapshot.replay(events)).as("all events, replayed").isEqualTo(last);
        return events.stream().map(WatchedHost::words).toList();
    }

    /** What happened after the first look. */
    List<String> happenedThen() {
        List<String> all = happened();
        long first = events.stream()
                .filter(event -> event.time().equals(events.get(0).time()))
                .count();
        return all.subList((int) first, all.size());
    }

    void run(UnaryOperator<HostEventsBuilder> wishes, Flow.Subscriber<HostEvent> consumer) {
        doings.addFirst(() -> {});
        CommandExecutor meddled = new MeddledExecutor(
                executor, command -> command.argv().equals(List.of("vmctl", "status")), this::meddle);
        HostEventsBuilder builder = VmmHost.builder(meddled)
                .timeline(stage.host().timeline())
                .build()
                .events()
                .interval(INTERVAL);
        watch = Optional.of(wishes.apply(builder).open());
        watch.get().subscribe(consumer);
        try {
            assertThat(end.await(30, TimeUnit.SECONDS)).as("it ends").isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void meddle() {
        last = watch.orElseThrow().snapshot();
        if (doings.isEmpty()) {
            watch.orElseThrow().close();
        } else {
            doings.remove().run();
        }
    }

    List<HostEvent> events() {
        return events;
    }

    CountDownLatch end() {
        return end;
    }

    HostSnapshot last() {
        return last;
    }

    private static String words(HostEvent event) {
        return event.what() instanceof io.vmm4j.event.VmOccurrence vm
                ? event.type() + " " + vm.vm().name()
                : event.type().id();
    }

    /** A consumer that keeps what it gets. */
    static class Recorder implements Flow.Subscriber<HostEvent> {

        private final List<HostEvent> events;
        private final CountDownLatch end;

        private Recorder(List<HostEvent> events, CountDownLatch end) {
            this.events = events;
            this.end = end;
        }

        static Recorder keeping(List<HostEvent> events, CountDownLatch end) {
            return new Recorder(events, end);
        }

        /** One that does this first whenever it gets something. */
        static Recorder keeping(List<HostEvent> events, CountDownLatch end, Runnable first) {
            return new Recorder(events, end) {
                @Override
                public void onNext(HostEvent event) {
                    first.run();
                    super.onNext(event);
                }
            };
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(HostEvent event) {
            events.add(event);
        }

        @Override
        public void onError(Throwable failure) {
            failure.printStackTrace();
        }

        @Override
        public void onComplete() {
            end.countDown();
        }
    }
}
