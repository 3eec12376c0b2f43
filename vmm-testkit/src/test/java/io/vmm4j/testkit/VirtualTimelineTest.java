package io.vmm4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VirtualTimelineTest {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private final VirtualTimeline timeline = VirtualTimeline.virtual(START);

    @Test
    void a_long_sleep_takes_no_time_and_moves_the_clock() throws Exception {
        timeline.sleep(Duration.ofHours(3));

        assertThat(timeline.now()).isEqualTo(START.plus(Duration.ofHours(3)));
    }

    @Test
    void what_is_scheduled_happens_in_order_on_the_way() throws Exception {
        List<String> seen = new ArrayList<>();
        timeline.schedule(Duration.ofSeconds(20), () -> seen.add("20 at " + timeline.nanoTime() / 1_000_000_000));
        timeline.schedule(Duration.ofSeconds(10), () -> seen.add("10 at " + timeline.nanoTime() / 1_000_000_000));
        timeline.schedule(Duration.ofSeconds(40), () -> seen.add("never"));

        timeline.sleep(Duration.ofSeconds(30));

        assertThat(seen).containsExactly("10 at 10", "20 at 20");
    }

    @Test
    void a_wait_ends_when_its_condition_holds_and_not_later() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        timeline.schedule(Duration.ofSeconds(7), () -> done.set(true));

        assertThat(timeline.await(done::get, Duration.ofSeconds(60))).isTrue();
        assertThat(timeline.nanoTime()).isEqualTo(Duration.ofSeconds(7).toNanos());
    }

    @Test
    void threads_that_sleep_at_once_share_the_time() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(64);
        try {
            CountDownLatch ready = new CountDownLatch(64);
            List<Future<?>> sleepers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                sleepers.add(pool.submit(() -> {
                    ready.countDown();
                    timeline.sleep(Duration.ofSeconds(100));
                    return null;
                }));
            }
            for (Future<?> sleeper : sleepers) {
                sleeper.get(20, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }

        // A thread that came late begins its sleep when the others have ended theirs.
        assertThat(timeline.nanoTime()).isLessThan(Duration.ofSeconds(64 * 100).toNanos());
    }

    @Test
    void actors_sleep_exactly_as_long_as_they_mean_to() throws Exception {
        List<Long> ends = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(64);
        timeline.locked(() -> {
            for (int i = 0; i < 64; i++) {
                timeline.start(() -> {
                    sleepUninterrupted(Duration.ofSeconds(5));
                    ends.add(timeline.nanoTime());
                    done.countDown();
                });
            }
        });
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(ends).hasSize(64).containsOnly(Duration.ofSeconds(5).toNanos());
    }

    private void sleepUninterrupted(Duration duration) {
        try {
            timeline.sleep(duration);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void time_stands_still_while_an_actor_is_busy() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicLong seen = new AtomicLong(-1);
        timeline.start(() -> {
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            seen.set(timeline.nanoTime());
        });
        Thread sleeper = new Thread(() -> sleepUninterrupted(Duration.ofDays(1)));
        sleeper.start();
        sleeper.join(50);
        assertThat(timeline.nanoTime()).isZero();

        mayEnd.countDown();
        sleeper.join(20_000);

        assertThat(seen).hasValue(0);
        assertThat(timeline.now()).isEqualTo(START.plus(Duration.ofDays(1)));
    }

    @Test
    void a_wait_in_the_background_takes_time_as_it_comes() throws Exception {
        AtomicLong ended = new AtomicLong(-1);
        CountDownLatch done = new CountDownLatch(1);
        timeline.start(() -> {
            try {
                timeline.await(() -> false, Waiting.upTo(Duration.ofSeconds(30)).inBackground());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            ended.set(timeline.nanoTime());
            done.countDown();
        });
        assertThat(done.await(50, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(timeline.nanoTime()).isZero();

        timeline.sleep(Duration.ofSeconds(100));

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ended).hasValue(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void an_interrupted_thread_stops_waiting() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> timeline.sleep(Duration.ofSeconds(1))).isInstanceOf(InterruptedException.class);
        assertThat(timeline.nanoTime()).isZero();
    }

    @Test
    void a_cancelled_task_does_not_run_and_a_failing_one_is_dropped() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        timeline.schedule(Duration.ofSeconds(1), () -> ran.set(true)).cancel();
        timeline.schedule(Duration.ofSeconds(1), () -> {
            throw new IllegalStateException("expected by the test");
        });

        timeline.sleep(Duration.ofSeconds(2));

        assertThat(ran).isFalse();
    }

    @Test
    void a_real_timeline_runs_as_fast_as_it_is_told_and_does_what_is_due_by_itself() throws Exception {
        VirtualTimeline fast = VirtualTimeline.real(START, 1000);
        CountDownLatch rang = new CountDownLatch(1);
        AtomicLong at = new AtomicLong();
        fast.schedule(Duration.ofSeconds(20), () -> {
            at.set(fast.nanoTime());
            rang.countDown();
        });

        assertThat(rang.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(at.get()).isGreaterThanOrEqualTo(Duration.ofSeconds(20).toNanos());
        long before = fast.nanoTime();
        fast.sleep(Duration.ofSeconds(10));
        assertThat(fast.nanoTime() - before)
                .isGreaterThanOrEqualTo(Duration.ofSeconds(10).toNanos());
    }
}
