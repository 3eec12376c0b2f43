package io.vmm4j.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.VmError;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandCancelledException;
import io.vmm4j.operation.Waiter.Look;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaiterTest {

    private static final Problem PROBLEM =
            Problem.of(VmError.ADDRESS_UNKNOWN).with("vm", "web").with("target", "local:");

    /** Time that passes only by sleeping. */
    private static final class Sleeps implements Timeline {

        private final List<Duration> slept = new ArrayList<>();
        private long nanos;

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            slept.add(duration);
            nanos += duration.toNanos();
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            throw new UnsupportedOperationException("a waiter schedules nothing");
        }
    }

    private final Sleeps timeline = new Sleeps();

    @Test
    void what_is_there_is_not_waited_for() {
        assertThat(Waiter.within(timeline, Duration.ZERO).<String>until(PROBLEM, () -> Look.found("here")))
                .isEqualTo("here");
        assertThat(timeline.slept).isEmpty();
    }

    @Test
    void pauses_grow_by_half_up_to_two_seconds() {
        AtomicInteger looks = new AtomicInteger();

        Waiter.within(timeline, Duration.ofMinutes(10))
                .until(PROBLEM, () -> looks.incrementAndGet() > 20 ? Look.found(1) : Look.notYet("no"));

        assertThat(timeline.slept.get(0)).isEqualTo(Duration.ofMillis(50));
        assertThat(timeline.slept.get(1)).isEqualTo(Duration.ofMillis(75));
        assertThat(timeline.slept).hasSize(20).isSorted();
        assertThat(timeline.slept.get(19)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void the_last_look_is_made_when_the_time_is_over_and_not_later() {
        AtomicInteger looks = new AtomicInteger();

        WaitTimeoutException failure = catchThrowableOfType(
                WaitTimeoutException.class,
                () -> Waiter.within(timeline, Duration.ofSeconds(10)).until(PROBLEM, () -> {
                    looks.incrementAndGet();
                    return Look.notYet("no");
                }));

        assertThat(timeline.nanos).isEqualTo(Duration.ofSeconds(10).toNanos());
        assertThat(looks.get()).isEqualTo(timeline.slept.size() + 1);
        assertThat(failure.code()).isEqualTo(VmError.ADDRESS_UNKNOWN);
        assertThat(failure).hasMessageContaining("within 10 s").hasMessageContaining("no after 0 ms");
    }

    @Test
    void a_wait_of_no_time_looks_once() {
        assertThatThrownBy(() -> Waiter.within(timeline, Duration.ZERO).until(PROBLEM, () -> Look.notYet("no")))
                .isInstanceOf(WaitTimeoutException.class);
        assertThat(timeline.slept).isEmpty();
    }

    @Test
    void what_was_seen_is_told_once_for_each_change() {
        Iterator<String> seen = List.of("off", "off", "no tap", "no tap", "off").iterator();

        WaitTimeoutException failure = catchThrowableOfType(
                WaitTimeoutException.class,
                () -> Waiter.within(timeline, Duration.ofSeconds(1))
                        .until(PROBLEM, () -> Look.notYet(seen.hasNext() ? seen.next() : "off")));

        assertThat(failure.sightings())
                .extracting(WaitTimeoutException.Sighting::what)
                .containsExactly("off", "no tap", "off");
        assertThat(failure.sightings().get(1).after()).isEqualTo(Duration.ofMillis(125));
        assertThat(failure).hasMessageContaining("off after 0 ms, then no tap after 125 ms, then off");
    }

    @Test
    void an_error_of_a_look_ends_the_wait() {
        assertThatThrownBy(() -> Waiter.within(timeline, Duration.ofHours(1)).until(PROBLEM, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(timeline.slept).isEmpty();
    }

    @Test
    void an_interrupted_wait_is_cancelled_and_stays_interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Waiter.within(timeline, Duration.ofHours(1)).until(PROBLEM, () -> Look.notYet("no")))
                .isInstanceOf(CommandCancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_negative_time_is_refused() {
        assertThatThrownBy(() -> Waiter.within(timeline, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
