package io.vmm4j.event;

import static io.vmm4j.event.Snapshots.up;
import static io.vmm4j.event.Snapshots.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.VmError;
import io.vmm4j.VmException;
import io.vmm4j.VmState;
import io.vmm4j.error.ErrorCode;
import io.vmm4j.error.Failure;
import io.vmm4j.error.Problem;
import io.vmm4j.event.Occurrence.Gap;
import io.vmm4j.event.internal.Poller;
import io.vmm4j.event.internal.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PollerTest {

    private static final HostSnapshot WEB = up(vm("web", VmState.RUNNING, 1, 7));

    private final ManualTimeline timeline = new ManualTimeline();
    private final Instant start = timeline.now();
    private final Deque<Supplier<HostSnapshot>> looks = new ArrayDeque<>();
    private final Poller poller = new Poller(
            before -> looks.remove().get(), timeline, new Rhythm(Duration.ofSeconds(10), Duration.ofMinutes(1), 3));

    private void sees(HostSnapshot snapshot) {
        looks.add(() -> snapshot);
    }

    private void fails(ErrorCode code) {
        looks.add(() -> {
            throw new VmException(Problem.of(code).with("target", "local:"));
        });
    }

    /** One look, after as long as the one before has asked for. */
    private Poller.Step next() {
        Poller.Step step = poller.step();
        timeline.pass(step.pause());
        return step;
    }

    @Test
    void nothing_happens_while_nothing_changes() {
        sees(WEB);
        sees(WEB);

        assertThat(next().what()).hasSize(3);
        assertThat(next().what()).isEmpty();
    }

    @Test
    void a_look_that_fails_is_told_once_and_changes_nothing() {
        sees(WEB);
        fails(VmError.RECORDS_UNREADABLE);
        fails(VmError.RECORDS_UNREADABLE);
        fails(VmError.NOT_FOUND);
        next();

        Poller.Step failed = next();

        assertThat(failed.what())
                .containsExactly(new Occurrence.PollingFailed(
                        Failure.of(new VmException(
                                Problem.of(VmError.RECORDS_UNREADABLE).with("target", "local:"))),
                        start.plusSeconds(20)));
        assertThat(failed.snapshot()).isEqualTo(WEB);
        assertThat(next().what()).as("the same again").isEmpty();
        assertThat(next().what()).as("another failure").hasSize(1);
    }

    @Test
    void a_host_that_fails_is_left_alone_for_longer_and_longer() {
        for (int i = 0; i < 6; i++) {
            fails(VmError.RECORDS_UNREADABLE);
        }
        sees(WEB);

        for (int seconds : new int[] {10, 20, 40, 60, 60, 60, 10}) {
            assertThat(next().pause()).isEqualTo(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void after_looks_that_failed_a_gap_comes_before_what_changed() {
        sees(WEB);
        fails(VmError.RECORDS_UNREADABLE);
        sees(up());
        next();
        next();

        assertThat(next().what())
                .startsWith(new Gap(start, start.plusSeconds(20), Gap.Reason.POLLING_FAILED, 0))
                .hasSize(2);
    }

    @Test
    void before_the_first_look_that_succeeds_there_is_nothing_to_be_missing() {
        fails(VmError.RECORDS_UNREADABLE);
        sees(WEB);
        next();

        assertThat(next().what()).noneMatch(Gap.class::isInstance);
    }

    @Test
    void looks_that_come_much_too_late_leave_a_gap() {
        sees(WEB);
        sees(WEB);
        sees(WEB);
        poller.step();

        timeline.pass(Duration.ofSeconds(30));
        assertThat(poller.step().what()).isEmpty();
        timeline.pass(Duration.ofSeconds(31));
        assertThat(poller.step().what())
                .containsExactly(new Gap(start.plusSeconds(30), start.plusSeconds(61), Gap.Reason.POLLING_DELAYED, 0));
    }

    @Test
    void a_machine_that_slept_has_a_gap_although_its_timer_stood_still() {
        sees(WEB);
        sees(WEB);
        next();

        timeline.jumpClock(Duration.ofHours(1));

        assertThat(next().what()).hasOnlyElementsOfType(Gap.class).hasSize(1);
    }
}
