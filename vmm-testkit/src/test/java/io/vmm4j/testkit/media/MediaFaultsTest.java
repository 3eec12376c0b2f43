package io.vmm4j.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.error.VmmException;
import io.vmm4j.exec.CommandCancelledException;
import io.vmm4j.exec.Secret;
import io.vmm4j.exec.TransportException;
import io.vmm4j.media.FetchOptions;
import io.vmm4j.media.MediaError;
import io.vmm4j.media.MediaException;
import io.vmm4j.media.StoredMedium;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.testkit.Fault;
import io.vmm4j.testkit.FaultyExecutor;
import io.vmm4j.testkit.SimulatedSshServer;
import io.vmm4j.testkit.WebFault;
import io.vmm4j.testkit.openssh.FaultyProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fetches that are disturbed: connections that break at every command, callers that come together, programs that die. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MediaFaultsTest {

    private static final String ISO_PATH = MediaStage.DIRECTORY + "/openbsd-7.9/install79.iso";
    private static final int ROUND_TRIPS = 5;

    private final MediaStage stage = MediaStage.open();

    @AfterEach
    void close() {
        stage.close();
    }

    private void requireWhole(StoredMedium stored) {
        assertThat(stage.store().verify(stored)).isTrue();
        assertThat(stage.files()).containsExactly("openbsd-7.9/.bsd.rd.json", "openbsd-7.9/bsd.rd");
    }

    /** At each round trip in turn: the caller is told, nothing wrong is there, and the next fetch has it. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void whatever_breaks_the_next_fetch_has_it(Fault fault) {
        for (int trip = 1; trip <= ROUND_TRIPS; trip++) {
            FaultyExecutor faulty =
                    FaultyExecutor.around(stage.executor(), stage.host().timeline());
            faulty.spoil(trip, fault);

            Throwable failure =
                    catchThrowable(() -> stage.through(faulty).store().fetch(MediaStage.kernel()));

            assertThat(failure)
                    .as("%s at %s", fault, trip)
                    .isInstanceOfAny(TransportException.class, MediaException.class);
            StoredMedium stored = stage.store().fetch(MediaStage.kernel());
            requireWhole(stored);
            stage.store().remove(stored);
            assertThat(stage.files()).isEmpty();
        }
    }

    @Test
    void what_goes_on_on_the_host_when_the_connection_is_lost_is_found_by_the_next_fetch() {
        stage.internet().fault(MediaStage.CDN, new WebFault.Slow(100_000));
        SimulatedSshServer server = stage.host().serve();
        try (FaultyProxy proxy = FaultyProxy.to(server.port());
                SshExecutor ssh = SshExecutor.to("ssh://root@127.0.0.1:" + proxy.port())
                        .password(Secret.of(MediaStage.PASSWORD))
                        .hostKeys(HostKeyPolicy.pinned(server.hostKeyFingerprint()))
                        .connect()) {
            Throwable failure = catchThrowable(() -> stage.through(ssh)
                    .store()
                    .fetch(MediaStage.kernel(), FetchOptions.defaults().telling(progress -> {
                        if (progress.bytes() > 0) {
                            proxy.cut();
                        }
                    })));
            assertThat(failure).isInstanceOf(TransportException.class);
        }

        StoredMedium stored = stage.store().fetch(MediaStage.kernel());

        requireWhole(stored);
        assertThat(stage.internet().requestsOf(MediaStage.CDN + "bsd.rd")).isEqualTo(1);
    }

    private static <T> T await(CountDownLatch latch, Supplier<T> then) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return then.get();
    }

    private static void join(Thread thread) {
        try {
            thread.join(30_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void many_callers_of_one_program_share_one_download() {
        var store = stage.store();
        List<CompletableFuture<StoredMedium>> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            callers.add(CompletableFuture.supplyAsync(() -> store.fetch(MediaStage.iso())));
        }

        List<StoredMedium> all = callers.stream().map(CompletableFuture::join).toList();

        assertThat(all).containsOnly(all.get(0));
        assertThat(stage.internet().requestsOf(MediaStage.CDN + "install79.iso"))
                .isEqualTo(1);
    }

    @Test
    void programs_that_know_nothing_of_each_other_share_one_download() {
        List<CompletableFuture<StoredMedium>> programs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            programs.add(CompletableFuture.supplyAsync(
                    () -> stage.through(stage.host().executor()).store().fetch(MediaStage.iso())));
        }

        List<StoredMedium> all = programs.stream().map(CompletableFuture::join).toList();

        assertThat(all).containsOnly(all.get(0));
        assertThat(stage.internet().requestsOf(MediaStage.CDN + "install79.iso"))
                .isEqualTo(1);
    }

    @Test
    void different_media_come_at_the_same_time() {
        var store = stage.store();
        CompletableFuture<StoredMedium> iso = CompletableFuture.supplyAsync(() -> store.fetch(MediaStage.iso()));
        CompletableFuture<StoredMedium> image = CompletableFuture.supplyAsync(() -> store.fetch(MediaStage.image()));

        assertThat(List.of(iso.join().medium(), image.join().medium()))
                .containsExactly("openbsd-7.9/install-iso", "debian-12/image");
        assertThat(store.list()).hasSize(2);
    }

    @Test
    void a_lock_whose_process_is_gone_is_taken_away() {
        stage.host()
                .files()
                .write(MediaStage.DIRECTORY + "/openbsd-7.9/.fetch-install79.iso/lock", "99999 9999999999\n");

        assertThat(stage.store().fetch(MediaStage.iso()).size()).isEqualTo(MediaStage.ISO);
    }

    @Test
    void a_lock_whose_time_is_over_is_taken_away_although_a_process_of_that_id_lives() {
        stage.host().files().write(MediaStage.DIRECTORY + "/openbsd-7.9/.fetch-install79.iso/lock", "1 1000\n");

        assertThat(stage.store().fetch(MediaStage.iso()).size()).isEqualTo(MediaStage.ISO);
    }

    @Test
    void a_lock_that_is_held_all_the_time_is_told() {
        stage.sh("mkdir -p " + MediaStage.DIRECTORY
                + "/openbsd-7.9/.fetch-install79.iso; sleep 86400 >/dev/null 2>&1 & echo $! 9999999999 >"
                + MediaStage.DIRECTORY + "/openbsd-7.9/.fetch-install79.iso/lock");

        VmmException failure = catchThrowableOfType(
                VmmException.class,
                () -> stage.store()
                        .fetch(MediaStage.iso(), FetchOptions.defaults().within(Duration.ofMinutes(5))));

        assertThat(failure.code()).isEqualTo(MediaError.BUSY);
        assertThat(stage.host().files().exists(ISO_PATH)).isFalse();
    }

    @Test
    void a_fetch_that_takes_too_long_leaves_nothing_running_and_what_came_is_used() {
        stage.internet().fault(MediaStage.CDN + "install79.iso", new WebFault.Slow(100_000));

        MediaException failure = catchThrowableOfType(
                MediaException.class,
                () -> stage.store()
                        .fetch(MediaStage.iso(), FetchOptions.defaults().within(Duration.ofSeconds(20))));

        assertThat(failure.code()).isEqualTo(MediaError.TIMED_OUT);
        stage.host().timeline().advance(Duration.ofSeconds(5));
        assertThat(stage.sh("ps ax | grep -c '[f]tp -MV'").strip()).isEqualTo("0");
        stage.internet().heal();
        StoredMedium stored = stage.store().fetch(MediaStage.iso());
        assertThat(stored.size()).isEqualTo(MediaStage.ISO);
        assertThat(stage.internet()
                        .requests()
                        .get(stage.internet().requests().size() - 1)
                        .offset())
                .isGreaterThan(1_000_000);
    }

    @Test
    void an_interrupted_caller_stops_the_download_and_keeps_his_flag() {
        stage.internet().fault(MediaStage.CDN + "install79.iso", new WebFault.Slow(100_000));
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>(false);
        Thread caller = new Thread(() -> {
            Thread self = Thread.currentThread();
            failure.set(catchThrowable(() -> stage.store()
                    .fetch(MediaStage.iso(), FetchOptions.defaults().telling(progress -> {
                        if (progress.bytes() > 0) {
                            self.interrupt();
                            begun.countDown();
                        }
                    }))));
            flag.set(Thread.interrupted());
        });
        caller.start();

        await(begun, () -> true);
        join(caller);

        assertThat(failure.get()).isInstanceOf(CommandCancelledException.class);
        assertThat(flag.get()).isTrue();
        assertThat(stage.host().files().exists(ISO_PATH)).isFalse();
    }

    @Test
    void a_listener_that_fails_does_no_harm() {
        assertThat(stage.store()
                        .fetch(MediaStage.kernel(), FetchOptions.defaults().telling(progress -> {
                            throw new IllegalStateException("the listener's own fault");
                        }))
                        .medium())
                .isEqualTo("openbsd-7.9/bsd.rd");
    }

    @Test
    void a_directory_that_cannot_be_made_is_told() {
        stage.host().files().write(MediaStage.DIRECTORY, "in the way");

        MediaException failure =
                catchThrowableOfType(MediaException.class, () -> stage.store().fetch(MediaStage.kernel()));

        assertThat(failure.code()).isEqualTo(MediaError.STORE_FAILED);
    }

    @Test
    void a_mirror_without_an_answer_costs_its_timeout_and_is_passed_over() {
        stage.internet().fault(MediaStage.CDN, new WebFault.Unreachable());

        StoredMedium stored = stage.store().fetch(MediaStage.kernel());

        assertThat(stored.url().toString()).startsWith(MediaStage.EUROPE);
    }
}
