package io.vmm4j.testkit.internal.vmd;

import static io.vmm4j.testkit.internal.vmd.DaemonBench.ALICE;
import static io.vmm4j.testkit.internal.vmd.DaemonBench.BOB;
import static io.vmm4j.testkit.internal.vmd.DaemonBench.CAROL;
import static io.vmm4j.testkit.internal.vmd.DaemonBench.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.GuestScript.Vmmci;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.vmd.VmdHost.PauseAnswer;
import io.vmm4j.testkit.internal.vmd.VmdRequest.StopFlag;
import io.vmm4j.testkit.internal.vmd.config.VmParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** openbsd.md 1.7, 1.8 and 2.6. */
class VmdStopTest {

    private final DaemonBench bench = new DaemonBench();

    private static VmSelector named(String name) {
        return VmSelector.byName(name);
    }

    private Duration stopTime(StopFlag... flags) {
        VmdConnection client = bench.as(0);
        Instant begin = bench.timeline.now();
        bench.timeline.locked(() -> client.send(new VmdRequest.Stop(named("a"), Set.of(flags))));
        try {
            assertThat(bench.timeline.await(client::isReadable, Duration.ofMinutes(10)))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(client.take()).contains(new VmdReply.Stopped(1));
        return Duration.between(begin, bench.timeline.now());
    }

    private void running(GuestScript script) {
        bench.guests.put("a", script);
        bench.configured(vm("a"));
        bench.passSeconds(60);
    }

    @Test
    void a_guest_without_vmmci_is_gone_at_once() {
        running(GuestScript.linux());

        assertThat(stopTime(StopFlag.WAIT)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_guest_with_vmmci_shuts_down_in_thirteen_seconds_and_is_stopping_meanwhile() {
        running(GuestScript.openBsd());
        assertThat(bench.stop("a")).isEqualTo(new VmdReply.Stopping(ResultCode.OK, 1));

        bench.passSeconds(12);
        assertThat(bench.info("a").orElseThrow().states()).containsExactlyInAnyOrder(VmState.RUNNING, VmState.SHUTDOWN);

        bench.passSeconds(2);
        assertThat(bench.info("a").orElseThrow().states()).isEmpty();
        assertThat(bench.isRunning("a")).isFalse();
    }

    @Test
    void a_guest_that_has_not_booted_yet_has_no_vmmci() {
        bench.guests.put("a", GuestScript.openBsd().bootsIn(Duration.ofMinutes(5)));
        bench.configured(vm("a"));

        assertThat(stopTime(StopFlag.WAIT)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_hung_guest_is_killed_after_three_seconds() {
        running(GuestScript.openBsd().withVmmci(Vmmci.HUNG));

        assertThat(stopTime(StopFlag.WAIT)).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3500));
    }

    @Test
    void a_guest_that_takes_too_long_is_killed_after_two_minutes() {
        running(GuestScript.openBsd().shutsDownIn(Duration.ofHours(1)));

        assertThat(stopTime(StopFlag.WAIT)).isBetween(Duration.ofSeconds(119), Duration.ofSeconds(125));
    }

    @Test
    void force_ends_a_stopping_guest_at_once() {
        running(GuestScript.openBsd());
        bench.stop("a");

        assertThat(stopTime(StopFlag.WAIT, StopFlag.FORCE)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_guest_with_interrupts_masked_leaves_a_ghost_after_a_forced_stop() {
        running(GuestScript.openBsd().masksInterrupts());
        assertThat(bench.stop("a", StopFlag.FORCE).result()).isEqualTo(ResultCode.OK);
        bench.passSeconds(10);

        assertThat(bench.names()).as("missing from the list").isEmpty();
        assertThat(bench.start("a").result()).isEqualTo(ResultCode.of(Errno.EALREADY));
        assertThat(bench.ask(0, new VmdRequest.Stop(named("a"), Set.of(StopFlag.FORCE, StopFlag.WAIT))))
                .as("hangs")
                .isEmpty();

        bench.service.terminate();
        bench.service.start(VmdOptions.NONE);
        assertThat(bench.isRunning("a")).isTrue();
    }

    @Test
    void what_cannot_be_stopped() {
        bench.guests.put("a", GuestScript.openBsd());
        bench.configured(vm("a"), vm("b", "disable"), vm("c"));
        bench.passSeconds(25);

        assertThat(bench.stop("nosuch").result()).isEqualTo(ResultCode.of(Errno.ENOENT));
        assertThat(bench.stop("b").result()).isEqualTo(ResultCode.of(Errno.EINVAL));
        assertThat(bench.stop("c").result()).as("waiting").isEqualTo(ResultCode.of(Errno.EINVAL));
        bench.stop("a");
        assertThat(bench.stop("a").result()).isEqualTo(ResultCode.of(Errno.EALREADY));
        assertThat(bench.ask(VmdReply.Stopping.class, 0, new VmdRequest.Wait(named("a")))
                        .result())
                .isEqualTo(ResultCode.of(Errno.EALREADY));
    }

    @Test
    void a_wait_begun_before_the_stop_ends_with_it() {
        running(GuestScript.openBsd());
        VmdConnection waiting = bench.as(0);
        bench.timeline.locked(() -> waiting.send(new VmdRequest.Wait(named("a"))));

        stopTime(StopFlag.WAIT);

        assertThat(bench.timeline.lockedGet(waiting::take)).contains(new VmdReply.Stopped(1));
    }

    @Test
    void a_guest_that_powers_off_by_itself_ends_the_wait() {
        bench.guests.put("a", GuestScript.openBsd().powersOffAfter(Duration.ofMinutes(10)));
        bench.configured(vm("a"));
        VmdConnection waiting = bench.as(0);
        bench.timeline.locked(() -> waiting.send(new VmdRequest.Wait(named("a"))));

        bench.passSeconds(601);

        assertThat(bench.timeline.lockedGet(waiting::take)).contains(new VmdReply.Stopped(1));
        assertThat(bench.isRunning("a")).isFalse();
        assertThat(bench.names()).containsExactly("a");
    }

    @Test
    void owners_and_their_groups_start_stop_and_pause_and_others_do_not() {
        bench.configured(vm("a", "owner alice", "disable"), vm("g", "owner :vmusers", "disable"), vm("r", "disable"));

        assertThat(bench.startAs(ALICE, parameters("a")).result()).isEqualTo(ResultCode.OK);
        assertThat(bench.startAs(BOB, parameters("g")).result()).isEqualTo(ResultCode.OK);
        assertThat(bench.startAs(CAROL, parameters("r")).result()).isEqualTo(ResultCode.of(Errno.EPERM));
        assertThat(bench.stopAs(CAROL, "a").result()).isEqualTo(ResultCode.of(Errno.EPERM));
        assertThat(bench.ask(VmdReply.Paused.class, CAROL, new VmdRequest.Pause(named("g")))
                        .result())
                .isEqualTo(ResultCode.of(Errno.EPERM));
        assertThat(bench.ask(VmdReply.Paused.class, BOB, new VmdRequest.Pause(named("g")))
                        .result())
                .isEqualTo(ResultCode.OK);
        assertThat(bench.stopAs(ALICE, "a").result()).isEqualTo(ResultCode.OK);
        assertThat(bench.startAs(ALICE, DaemonBench.adHoc("new").build()).result())
                .as("only root makes new ones")
                .isEqualTo(ResultCode.of(Errno.EPERM));
    }

    private static VmParameters parameters(String name) {
        return VmParameters.named(name).build();
    }

    @Test
    void others_than_root_may_not_configure() {
        bench.configured();

        assertThat(bench.ask(ALICE, new VmdRequest.Reload())).contains(new VmdReply.Failed(ResultCode.of(Errno.EPERM)));
        assertThat(bench.ask(ALICE, new VmdRequest.Load("/etc/vm.conf")))
                .contains(new VmdReply.Failed(ResultCode.of(Errno.EPERM)));
    }

    @Test
    void pausing_twice_is_fine_and_a_vm_stopped_while_paused_stays_paused_until_its_next_start() {
        running(GuestScript.linux());
        VmdRequest pause = new VmdRequest.Pause(named("a"));

        assertThat(bench.ask(0, pause)).contains(new VmdReply.Paused(ResultCode.OK, 1));
        assertThat(bench.answering).isEmpty();
        assertThat(bench.ask(0, pause)).contains(new VmdReply.Paused(ResultCode.OK, 1));

        bench.stop("a");
        bench.passSeconds(4);
        assertThat(bench.isRunning("a")).isFalse();
        assertThat(bench.info("a").orElseThrow().states()).containsExactly(VmState.PAUSED);

        bench.start("a");
        assertThat(bench.info("a").orElseThrow().states()).containsExactly(VmState.RUNNING);
    }

    @Test
    void a_paused_guests_time_stands_still() {
        bench.guests.put("a", GuestScript.openBsd().powersOffAfter(Duration.ofSeconds(30)));
        bench.configured(vm("a"));
        bench.passSeconds(10);
        bench.ask(0, new VmdRequest.Pause(named("a")));
        bench.passSeconds(600);
        assertThat(bench.isRunning("a")).isTrue();

        bench.ask(0, new VmdRequest.Unpause(named("a")));
        bench.passSeconds(19);
        assertThat(bench.isRunning("a")).isTrue();
        bench.passSeconds(2);
        assertThat(bench.isRunning("a")).isFalse();
    }

    @Test
    void what_does_not_run_cannot_be_paused() {
        bench.configured(vm("b", "disable"));

        assertThat(bench.ask(VmdReply.Paused.class, 0, new VmdRequest.Pause(named("b")))
                        .result())
                .isEqualTo(ResultCode.of(Errno.ENOENT));
        assertThat(bench.ask(VmdReply.Unpaused.class, 0, new VmdRequest.Unpause(VmSelector.byId(99)))
                        .result())
                .isEqualTo(ResultCode.of(Errno.ENOENT));
    }

    @Test
    void a_guest_that_never_idles_cannot_be_paused_and_who_asks_hangs() {
        running(GuestScript.openBsd().neverIdles());

        assertThat(bench.ask(0, new VmdRequest.Pause(named("a")))).isEmpty();
        assertThat(bench.info("a").orElseThrow().states()).containsExactly(VmState.RUNNING);
    }

    @Test
    void newer_releases_tell_who_started_the_vm_that_it_was_paused() {
        DaemonBench newer = new DaemonBench(PauseAnswer.TO_STARTER);
        newer.configured(vm("a"), vm("b", "disable"));
        newer.start("b");

        assertThat(newer.ask(0, new VmdRequest.Pause(named("a")))).isEqualTo(Optional.empty());
        assertThat(newer.info("a").orElseThrow().states()).contains(VmState.PAUSED);
        assertThat(newer.ask(0, new VmdRequest.Pause(named("b")))).isPresent();
    }
}
