package io.vmm4j.event;

import static io.vmm4j.event.Snapshots.down;
import static io.vmm4j.event.Snapshots.up;
import static io.vmm4j.event.Snapshots.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.VmError;
import io.vmm4j.VmException;
import io.vmm4j.VmState;
import io.vmm4j.error.Problem;
import io.vmm4j.event.Occurrence.Gap;
import io.vmm4j.event.internal.Feed;
import io.vmm4j.event.internal.Poller;
import io.vmm4j.event.internal.Rhythm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** How events reach a consumer that takes its time. */
class FeedTest {

    /** A consumer that takes as many as it is told to. */
    private static class Taker implements Flow.Subscriber<HostEvent> {

        private final List<HostEvent> taken = new ArrayList<>();
        private Optional<Flow.Subscription> subscription = Optional.empty();
        private Optional<Throwable> error = Optional.empty();
        private boolean complete;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = Optional.of(given);
        }

        void take(long count) {
            subscription.orElseThrow().request(count);
        }

        List<String> types() {
            return taken.stream().map(event -> event.type().id()).toList();
        }

        @Override
        public void onNext(HostEvent event) {
            taken.add(event);
        }

        @Override
        public void onError(Throwable failure) {
            error = Optional.of(failure);
        }

        @Override
        public void onComplete() {
            complete = true;
        }
    }

    /** A host, what looks at it, and one consumer with room for three events. */
    private static final class Stage {

        private final ManualTimeline timeline = new ManualTimeline();
        private Optional<HostSnapshot> host = Optional.empty();
        private HostSnapshot last = HostSnapshot.NONE;
        private final Poller poller = new Poller(
                before -> host.orElseThrow(() -> new VmException(Problem.of(VmError.RECORDS_UNREADABLE))),
                timeline,
                new Rhythm(Duration.ofSeconds(10), Duration.ofMinutes(1), 3));
        private final Taker taker = new Taker();
        private final Feed feed;

        Stage() {
            this(Bookmark.START);
        }

        Stage(Bookmark from) {
            feed = new Feed("local:", from, taker, Runnable::run, 3);
            feed.wake();
        }

        Poller.Step look(Optional<HostSnapshot> there) {
            host = there;
            Poller.Step step = poller.step();
            last = step.snapshot();
            timeline.pass(step.pause());
            return step;
        }

        void sees(HostSnapshot there) {
            feed.offer(look(Optional.of(there)));
            feed.wake();
        }

        void fails() {
            feed.offer(look(Optional.empty()));
            feed.wake();
        }
    }

    private static HostSnapshot web(long pid) {
        return up(vm("web", VmState.RUNNING, 1, pid));
    }

    @Test
    void nothing_is_delivered_that_was_not_asked_for() {
        Stage stage = new Stage();
        stage.sees(web(7));

        assertThat(stage.taker.taken).isEmpty();
        stage.taker.take(2);
        assertThat(stage.taker.types()).containsExactly("vmd-up", "configuration-changed");
        stage.taker.take(5);
        assertThat(stage.taker.types()).containsExactly("vmd-up", "configuration-changed", "vm-appeared");
    }

    @Test
    void a_slow_consumer_gets_a_gap_and_what_is_now() {
        Stage stage = new Stage();
        stage.taker.take(3);
        stage.sees(web(1));
        for (long pid = 2; pid < 100; pid++) {
            stage.sees(web(pid));
        }
        stage.taker.take(100);

        assertThat(stage.taker.types())
                .containsExactly("vmd-up", "configuration-changed", "vm-appeared", "gap", "vm-restarted");
        assertThat(stage.taker.taken.get(3).what()).isInstanceOfSatisfying(Gap.class, gap -> {
            assertThat(gap.reason()).isEqualTo(Gap.Reason.SLOW_CONSUMER);
            assertThat(gap.lost()).isEqualTo(98);
            assertThat(gap.from()).isEqualTo(stage.taker.taken.get(0).time().plusSeconds(10));
        });
        assertThat(HostSnapshot.replay(stage.taker.taken)).isEqualTo(web(99));
    }

    @Test
    void events_that_undid_each_other_leave_only_the_gap() {
        Stage stage = new Stage();
        stage.taker.take(3);
        stage.sees(web(1));
        stage.sees(web(2));
        stage.sees(web(3));
        stage.sees(web(4));
        stage.sees(web(1));
        stage.taker.take(100);

        assertThat(stage.taker.types()).endsWith("gap").hasSize(4);
    }

    @Test
    void what_a_single_look_has_found_is_never_split() {
        Stage stage = new Stage();
        stage.sees(up(vm("a", VmState.RUNNING, 1, 1), vm("b", VmState.RUNNING, 2, 2), vm("c", VmState.RUNNING, 3, 3)));
        stage.taker.take(100);

        assertThat(stage.taker.types()).hasSize(5).doesNotContain("gap");
    }

    @Test
    void whoever_comes_back_is_told_what_is_different_behind_a_gap() {
        Stage before = new Stage();
        before.taker.take(100);
        before.sees(web(1));
        Bookmark bookmark = Bookmark.START.after(before.taker.taken);

        Stage after = new Stage(bookmark);
        after.taker.take(100);
        after.fails();
        after.fails();
        after.sees(web(2));

        assertThat(after.taker.types()).containsExactly("polling-failed", "gap", "vm-restarted");
        assertThat(after.taker.taken).extracting(HostEvent::sequence).containsExactly(4L, 5L, 6L);
        assertThat(bookmark.after(after.taker.taken).snapshot()).isEqualTo(web(2));
    }

    @Test
    void whoever_comes_later_is_told_of_all_there_is_and_that_it_may_be_old() {
        Stage stage = new Stage();
        stage.look(Optional.of(web(1)));
        Poller.Step step = stage.look(Optional.empty());
        stage.taker.take(100);
        stage.feed.offer(step.fromNothing());
        stage.feed.wake();

        assertThat(stage.taker.types())
                .containsExactly("polling-failed", "vmd-up", "configuration-changed", "vm-appeared");
    }

    @Test
    void the_end_comes_behind_what_waits() {
        Stage stage = new Stage();
        stage.sees(down());
        stage.feed.end();
        stage.feed.wake();

        assertThat(stage.taker.complete).isFalse();
        stage.taker.take(1);
        assertThat(stage.taker.complete).isFalse();
        stage.taker.take(1);
        assertThat(stage.taker.complete).isTrue();
        assertThat(stage.taker.taken).hasSize(2);
    }

    @Test
    void nothing_comes_after_a_cancellation() {
        Stage stage = new Stage();
        stage.taker.take(100);
        stage.sees(web(1));
        stage.taker.subscription.orElseThrow().cancel();
        stage.sees(web(2));
        stage.feed.end();
        stage.feed.wake();

        assertThat(stage.taker.taken).hasSize(3);
        assertThat(stage.taker.complete).isFalse();
        assertThat(stage.feed.isOver()).isTrue();
    }

    @Test
    void whoever_asks_for_nothing_is_told_that_this_is_wrong() {
        Stage stage = new Stage();
        stage.taker.take(0);

        assertThat(stage.taker.error).get().isInstanceOf(IllegalArgumentException.class);
        assertThat(stage.feed.isOver()).isTrue();
    }

    @Test
    void a_consumer_that_throws_gets_no_more() {
        ManualTimeline timeline = new ManualTimeline();
        Taker broken = new Taker() {
            @Override
            public void onNext(HostEvent event) {
                super.onNext(event);
                throw new IllegalStateException("on purpose");
            }
        };
        Feed feed = new Feed("local:", Bookmark.START, broken, Runnable::run, 3);
        feed.wake();
        broken.take(100);
        feed.offer(new Poller(before -> web(1), timeline, new Rhythm(Duration.ofSeconds(1), Duration.ofSeconds(1), 3))
                .step());
        feed.wake();

        assertThat(broken.taken).hasSize(1);
        assertThat(feed.isOver()).isTrue();
    }

    /** What can happen to a feed: a look that sees this, a look that fails, or a consumer that takes so many. */
    private record Move(Optional<HostSnapshot> seen, long taken) {}

    @Provide
    Arbitrary<List<Move>> moves() {
        Arbitrary<Move> looks = Snapshots.any().map(there -> new Move(Optional.of(there), 0));
        Arbitrary<Move> failures = Arbitraries.just(new Move(Optional.empty(), 0));
        Arbitrary<Move> takes = Arbitraries.longs().between(1, 6).map(count -> new Move(Optional.empty(), count));
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(5, looks),
                        net.jqwik.api.Tuple.of(1, failures),
                        net.jqwik.api.Tuple.of(2, takes))
                .list()
                .ofMaxSize(25);
    }

    @Property(tries = 1500)
    void however_slow_a_consumer_is_what_it_got_amounts_to_what_is_there(@ForAll("moves") List<Move> moves) {
        Stage stage = new Stage();
        for (Move move : moves) {
            if (move.taken() > 0) {
                stage.taker.take(move.taken());
            } else if (move.seen().isPresent()) {
                stage.sees(move.seen().get());
            } else {
                stage.fails();
            }
        }
        stage.taker.take(Long.MAX_VALUE);

        assertThat(HostSnapshot.replay(stage.taker.taken)).isEqualTo(stage.last);
        for (int i = 0; i < stage.taker.taken.size(); i++) {
            assertThat(stage.taker.taken.get(i).sequence()).isEqualTo(i + 1L);
        }
    }
}
