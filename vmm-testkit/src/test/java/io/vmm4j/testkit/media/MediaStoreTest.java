package io.vmm4j.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.HostPath;
import io.vmm4j.exec.DoasException;
import io.vmm4j.media.DigestAlgorithm;
import io.vmm4j.media.FetchOptions;
import io.vmm4j.media.FetchProgress;
import io.vmm4j.media.FileName;
import io.vmm4j.media.GuestCatalog;
import io.vmm4j.media.MediaError;
import io.vmm4j.media.MediaException;
import io.vmm4j.media.MediaSource;
import io.vmm4j.media.Medium;
import io.vmm4j.media.MediumKind;
import io.vmm4j.media.Place;
import io.vmm4j.media.StoredMedium;
import io.vmm4j.media.Trust;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.SignifyKey;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedInternet;
import io.vmm4j.testkit.SimulatedUser;
import io.vmm4j.testkit.WebContent;
import io.vmm4j.testkit.WebFault;
import io.vmm4j.testkit.WebRequest;
import io.vmm4j.testkit.WebResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Media that a simulated host fetches. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MediaStoreTest {

    private static final String ISO_PATH = MediaStage.DIRECTORY + "/openbsd-7.9/install79.iso";

    private MediaStage stage = MediaStage.open();

    @AfterEach
    void close() {
        stage.close();
    }

    private MediaStage restage(MediaStage other) {
        stage.close();
        stage = other;
        return other;
    }

    private MediaException refused(Medium medium) {
        return refused(medium, FetchOptions.defaults());
    }

    private MediaException refused(Medium medium, FetchOptions options) {
        return catchThrowableOfType(MediaException.class, () -> stage.store().fetch(medium, options));
    }

    @Test
    void openbsd_media_are_verified_by_the_hosts_own_key() {
        StoredMedium stored = stage.store().fetch(MediaStage.iso());

        assertThat(stored.path()).isEqualTo(HostPath.of(ISO_PATH));
        assertThat(stored.size()).isEqualTo(MediaStage.ISO);
        assertThat(stored.trust()).isEqualTo("signed");
        assertThat(stage.host().files().size(ISO_PATH)).isEqualTo(MediaStage.ISO);
        assertThat(stage.host().files().owner(ISO_PATH)).isEqualTo("root");
        assertThat(stage.host().files().mode(ISO_PATH)).isEqualTo(0644);
        assertThat(stage.files()).containsExactly("openbsd-7.9/.install79.iso.json", "openbsd-7.9/install79.iso");
        assertThat(stage.store().list()).containsExactly(stored);
        assertThat(stage.host().commands().stream()
                        .map(command -> command.argv().get(0)))
                .contains("signify");
    }

    @Test
    void what_is_there_is_not_fetched_again() {
        StoredMedium first = stage.store().fetch(MediaStage.iso());
        int requests = stage.internet().requests().size();
        stage.host().forgetCommands();

        assertThat(stage.store().fetch(MediaStage.iso())).isEqualTo(first);

        assertThat(stage.internet().requests()).hasSize(requests);
        assertThat(stage.host().roundTrips()).isEqualTo(1);
    }

    @Test
    @DisplayName("Scenario 18: 404 at the first mirror: the second is used, and the digest verified")
    void a_mirror_without_the_file_is_passed_over() {
        stage.internet().remove(MediaStage.DEBIAN + MediaStage.DEBIAN_IMAGE);

        StoredMedium stored = stage.store().fetch(MediaStage.image());

        assertThat(stored.url()).isEqualTo(URI.create(MediaStage.DEBIAN_MIRROR + MediaStage.DEBIAN_IMAGE));
        assertThat(stored.digest())
                .isEqualTo(
                        WebContent.sized("image debian 12\n", MediaStage.IMAGE).digest("SHA-512"));
        assertThat(stage.store().verify(stored)).isTrue();
    }

    @Test
    @DisplayName("Scenario 18: a corrupted body at the first mirror: the second is used")
    void a_mirror_with_another_file_is_passed_over() {
        stage.internet().fault(MediaStage.CDN + "install79.iso", new WebFault.CorruptAt(4_345_678));

        StoredMedium stored = stage.store().fetch(MediaStage.iso());

        assertThat(stored.url()).isEqualTo(URI.create(MediaStage.EUROPE + "install79.iso"));
        assertThat(stage.store().verify(stored)).isTrue();
    }

    @Test
    @DisplayName("Scenario 18: a corrupted body at every mirror is a digest mismatch, and the cache stays empty")
    void corrupted_everywhere_leaves_nothing() {
        for (String mirror : List.of(MediaStage.CDN, MediaStage.EUROPE, MediaStage.ARCHIVE)) {
            stage.internet().fault(mirror + "install79.iso", new WebFault.CorruptAt(1));
        }

        MediaException refused = refused(MediaStage.iso());

        assertThat(refused.code()).isEqualTo(MediaError.DIGEST_MISMATCH);
        assertThat(refused.getMessage()).contains(MediaStage.ARCHIVE + "install79.iso");
        assertThat(stage.files()).isEmpty();
        assertThat(stage.store().list()).isEmpty();
    }

    @Test
    @DisplayName("Scenario 19: broken off at 40 %: the rest comes by Range, and no partial file has the final name")
    void what_was_broken_off_goes_on() {
        long cut = MediaStage.ISO * 2 / 5;
        stage.internet().faultOnce(MediaStage.CDN + "install79.iso", new WebFault.ResetAt(cut));
        List<Boolean> partial = new CopyOnWriteArrayList<>();

        StoredMedium stored = stage.store()
                .fetch(
                        MediaStage.iso(),
                        FetchOptions.defaults()
                                .telling(progress ->
                                        partial.add(stage.host().files().exists(ISO_PATH)
                                                && progress.phase() != FetchProgress.Phase.STORED
                                                && stage.host().files().size(ISO_PATH) < MediaStage.ISO)));

        assertThat(stored.size()).isEqualTo(MediaStage.ISO);
        assertThat(stage.internet().requests())
                .containsSubsequence(
                        new WebRequest(MediaStage.CDN + "install79.iso", 0, 200),
                        new WebRequest(MediaStage.CDN + "install79.iso", cut, 206));
        assertThat(partial).isNotEmpty().doesNotContain(true);
        assertThat(stage.store().verify(stored)).isTrue();
    }

    @Test
    @DisplayName("Scenario 19: a program that dies at 40 %: the next one goes on from there")
    void the_next_program_goes_on() {
        long cut = MediaStage.ISO * 2 / 5;
        for (String mirror : List.of(MediaStage.CDN, MediaStage.EUROPE, MediaStage.ARCHIVE)) {
            stage.internet().fault(mirror + "install79.iso", new WebFault.StallAt(cut));
        }
        assertThat(refused(MediaStage.iso()).code()).isEqualTo(MediaError.UNREACHABLE);
        assertThat(stage.host().files().exists(ISO_PATH)).isFalse();
        stage.internet().heal();

        StoredMedium stored = stage.store().fetch(MediaStage.iso());

        assertThat(stored.size()).isEqualTo(MediaStage.ISO);
        assertThat(stage.internet().requests().get(stage.internet().requests().size() - 1))
                .isEqualTo(new WebRequest(MediaStage.CDN + "install79.iso", cut, 206));
    }

    @Test
    void a_connection_that_is_closed_early_is_gone_on_with_also_when_nobody_says_so() {
        stage.internet()
                .faultOnce(MediaStage.CDN + "install79.iso", new WebFault.CutAt(3_000_000))
                .faultOnce(MediaStage.CDN + "install79.iso", new WebFault.CutAt(6_000_000));

        assertThat(stage.store().fetch(MediaStage.iso()).size()).isEqualTo(MediaStage.ISO);
        assertThat(stage.internet().requests())
                .endsWith(
                        new WebRequest(MediaStage.CDN + "install79.iso", 0, 200),
                        new WebRequest(MediaStage.CDN + "install79.iso", 3_000_000, 206),
                        new WebRequest(MediaStage.CDN + "install79.iso", 6_000_000, 206));
    }

    @Test
    void what_came_of_an_image_that_was_replaced_meanwhile_is_thrown_away() {
        String url = MediaStage.DEBIAN + MediaStage.DEBIAN_IMAGE;
        stage.internet().serve(url, WebContent.sized("an older build\n", MediaStage.IMAGE));
        stage.internet().serve(MediaStage.DEBIAN_MIRROR + MediaStage.DEBIAN_IMAGE, WebContent.sized("older\n", 20));
        stage.internet().fault(MediaStage.DEBIAN, new WebFault.Slow(100_000));
        stage.internet().remove(MediaStage.DEBIAN_MIRROR + MediaStage.DEBIAN_IMAGE);
        assertThat(refused(MediaStage.image(), FetchOptions.defaults().within(Duration.ofSeconds(30)))
                        .code())
                .isEqualTo(MediaError.TIMED_OUT);
        stage.internet().heal();
        stage.internet().serve(url, WebContent.sized("image debian 12\n", MediaStage.IMAGE));

        StoredMedium stored = stage.store().fetch(MediaStage.image());

        assertThat(stage.store().verify(stored)).isTrue();
        assertThat(stage.host().files().read(stored.path().value())).startsWith("image debian 12\n");
    }

    @Test
    void a_mirror_that_sends_nothing_any_more_is_passed_over_and_what_came_is_used() {
        stage.internet().fault(MediaStage.CDN + "install79.iso", new WebFault.StallAt(5_000_000));

        StoredMedium stored =
                stage.store().fetch(MediaStage.iso(), FetchOptions.defaults().passingOverAfter(Duration.ofSeconds(20)));

        assertThat(stored.url()).isEqualTo(URI.create(MediaStage.EUROPE + "install79.iso"));
        assertThat(stage.internet().requests())
                .endsWith(new WebRequest(MediaStage.EUROPE + "install79.iso", 5_000_000, 206));
        assertThat(stage.sh("ps ax | grep -c '[f]tp -MV'").strip()).isEqualTo("0");
    }

    @Test
    void a_server_without_range_sends_it_again() {
        stage.internet().faultOnce(MediaStage.CDN + "install79.iso", new WebFault.ResetAt(1_000_000));
        stage.internet().fault(MediaStage.CDN + "install79.iso", new WebFault.WithoutRange());

        assertThat(stage.store().fetch(MediaStage.iso()).size()).isEqualTo(MediaStage.ISO);
    }

    @Test
    void a_wrong_signature_is_refused_on_every_mirror() {
        for (String mirror : List.of(MediaStage.CDN, MediaStage.EUROPE, MediaStage.ARCHIVE)) {
            stage.internet()
                    .serveSigned(
                            mirror,
                            SignifyKey.named("somebody"),
                            Map.of("install79.iso", WebContent.of("something else")));
        }

        MediaException refused = refused(MediaStage.iso());

        assertThat(refused.code()).isEqualTo(MediaError.BAD_SIGNATURE);
        assertThat(refused.getMessage()).contains("checked against wrong key");
        assertThat(stage.files()).isEmpty();
        assertThat(stage.internet().requestsOf(MediaStage.CDN + "install79.iso"))
                .isZero();
    }

    @Test
    void a_changed_list_under_a_right_signature_is_refused() {
        SimulatedInternet internet = stage.internet();
        String signed = SignifyKey.ofRelease("7.9").signEmbedded("SHA256 (install79.iso) = " + "0".repeat(64) + "\n");
        for (String mirror : List.of(MediaStage.CDN, MediaStage.EUROPE, MediaStage.ARCHIVE)) {
            internet.serve(mirror + "SHA256.sig", signed.replace("= 0", "= 1"));
        }

        assertThat(refused(MediaStage.iso()).code()).isEqualTo(MediaError.BAD_SIGNATURE);
    }

    @Test
    void a_host_without_the_key_says_so() {
        restage(MediaStage.ofRelease(OpenBsdRelease.V7_6));

        MediaException refused = refused(MediaStage.iso());

        assertThat(refused.code()).isEqualTo(MediaError.NO_KEY);
        assertThat(refused.getMessage()).contains("/etc/signify/openbsd-79-base.pub");
    }

    @Test
    void a_release_is_none_before_its_media_exist() {
        Medium iso = GuestCatalog.builtIn().entry("openbsd-8.0").medium("install-iso");
        stage.internet().serve("https://cdn.openbsd.org/pub/OpenBSD/8.0/packages/amd64/index.txt", "packages");

        assertThat(stage.store().isReleased(GuestCatalog.builtIn().entry("openbsd-8.0"), FetchOptions.defaults()))
                .isFalse();
        assertThat(refused(iso).code()).isEqualTo(MediaError.NOT_RELEASED);
    }

    @Test
    void a_release_is_one_once_its_media_exist() {
        Map<String, WebContent> files = new HashMap<>();
        GuestCatalog.builtIn()
                .entry("openbsd-8.0")
                .media()
                .forEach(medium -> files.put(medium.file().toString(), WebContent.of(medium.name())));
        stage.internet()
                .serveSigned("https://cdn.openbsd.org/pub/OpenBSD/8.0/amd64/", SignifyKey.ofRelease("8.0"), files);

        assertThat(stage.store().isReleased(GuestCatalog.builtIn().entry("openbsd-8.0"), FetchOptions.defaults()))
                .isTrue();
        assertThat(stage.store()
                        .fetch(GuestCatalog.builtIn().entry("openbsd-8.0").medium("bsd.rd"))
                        .size())
                .isEqualTo(6);
    }

    @Test
    void no_way_out_is_not_taken_for_a_missing_release() {
        restage(MediaStage.on(new SimulatedInternet(), SimulatedHost.openBsd()));

        MediaException failure = catchThrowableOfType(
                MediaException.class,
                () -> stage.store().isReleased(GuestCatalog.builtIn().entry("openbsd-8.0"), FetchOptions.defaults()));

        assertThat(failure.code()).isEqualTo(MediaError.UNREACHABLE);
        assertThat(failure.getMessage()).contains("no address associated with name");
    }

    @Test
    void too_little_room_is_told_before_anything_is_fetched() {
        restage(MediaStage.of(SimulatedHost.openBsd().diskSize(2_200_000_000L)));

        MediaException refused = refused(MediaStage.iso());

        assertThat(refused.code()).isEqualTo(MediaError.NO_SPACE);
        assertThat(refused.getMessage()).contains("M are free");
        assertThat(stage.internet().requestsOf(MediaStage.CDN + "install79.iso"))
                .isZero();
        assertThat(stage.files()).isEmpty();
    }

    private static Medium own(Trust trust) {
        return new Medium(
                "mine",
                "image",
                MediumKind.IMAGE,
                new FileName.Exact("mine.raw"),
                List.of(new Place(URI.create("http://files.example.org/"), Place.Lasting.ARCHIVE)),
                trust,
                1_000_000);
    }

    @Test
    void a_pinned_digest_is_enough_even_over_http() {
        WebContent content = WebContent.sized("mine\n", 800_000);
        stage.internet().serve("http://files.example.org/mine.raw", content);

        StoredMedium stored =
                stage.store().fetch(own(new Trust.Pinned(DigestAlgorithm.SHA256, content.digest("SHA-256"))));

        assertThat(stored.trust()).isEqualTo("pinned");
        assertThat(refused(own(new Trust.Pinned(DigestAlgorithm.SHA256, "0".repeat(64))))
                        .code())
                .isEqualTo(MediaError.DIGEST_MISMATCH);
    }

    @Test
    void nothing_unverified_is_taken_unless_it_is_named() {
        stage.internet().serve("http://files.example.org/mine.raw", WebContent.sized("mine\n", 800_000));
        Medium mine = own(new Trust.Unverified());

        assertThat(refused(mine).code()).isEqualTo(MediaError.NOT_VERIFIABLE);
        assertThat(refused(mine, FetchOptions.defaults().acceptingUnverified("other/image"))
                        .code())
                .isEqualTo(MediaError.NOT_VERIFIABLE);
        StoredMedium stored = stage.store().fetch(mine, FetchOptions.defaults().acceptingUnverified("mine/image"));

        assertThat(stored.trust()).isEqualTo("unverified");
        assertThat(refused(mine).code())
                .as("what was taken unverified is used by nobody else")
                .isEqualTo(MediaError.NOT_VERIFIABLE);
    }

    @Test
    void an_image_that_is_rebuilt_is_fetched_anew_only_on_demand() {
        StoredMedium old = stage.store().fetch(MediaStage.image());
        Map<String, WebContent> newer = Map.of(MediaStage.DEBIAN_IMAGE, WebContent.sized("newer\n", MediaStage.IMAGE));
        stage.internet().serveWithSums(MediaStage.DEBIAN, "SHA512SUMS", "SHA-512", newer);

        assertThat(stage.store().fetch(MediaStage.image())).isEqualTo(old);
        StoredMedium current =
                stage.store().fetch(MediaStage.image(), FetchOptions.defaults().reusing(FetchOptions.Reuse.IF_CURRENT));

        assertThat(current.digest()).isNotEqualTo(old.digest());
        assertThat(stage.store().list()).containsExactly(current);
    }

    @Test
    void a_medium_that_changed_on_the_disk_is_found_out() {
        StoredMedium stored = stage.store().fetch(MediaStage.kernel());
        stage.sh("printf x | dd of=" + stored.path() + " bs=1 seek=100 conv=notrunc");

        assertThat(stage.store().verify(stored)).isFalse();
        stage.store().remove(stored);
        assertThat(stage.store().list()).isEmpty();
        assertThat(stage.files()).isEmpty();
    }

    @Test
    void progress_tells_bytes_up_to_the_end() {
        List<FetchProgress> told = new CopyOnWriteArrayList<>();
        stage.internet().fault(MediaStage.CDN, new WebFault.Slow(1_000_000));

        stage.store().fetch(MediaStage.iso(), FetchOptions.defaults().telling(told::add));

        assertThat(told.get(0).phase()).isEqualTo(FetchProgress.Phase.SUMS);
        assertThat(told.stream().filter(one -> one.phase() == FetchProgress.Phase.FETCHING))
                .hasSizeGreaterThan(6)
                .isSortedAccordingTo(Comparator.comparingLong(FetchProgress::bytes));
        FetchProgress last = told.get(told.size() - 1);
        assertThat(last.percent()).isEqualTo(100);
        assertThat(last.bytes()).isEqualTo(MediaStage.ISO);
    }

    @Test
    void a_user_without_the_rule_is_told_which_one_is_missing() {
        restage(MediaStage.of(SimulatedHost.openBsd()
                .user(SimulatedUser.named("op"))
                .doasConf("permit nopass op as root cmd vmctl\n")));

        DoasException failure = catchThrowableOfType(
                DoasException.class,
                () -> stage.through(stage.host().executor("op")).store().fetch(MediaStage.iso()));

        assertThat(failure).hasMessageContaining("sh");
    }

    /** The program's own way out: what the mirrors serve, in one piece or up to where the connection breaks. */
    private static MediaSource wayOut(SimulatedInternet mirrors, long cutAt) {
        return (url, offset) -> {
            WebResponse response;
            try {
                response = mirrors.get(url.toString(), offset);
            } catch (SimulatedInternet.NoConnection e) {
                throw new IOException(e);
            }
            if (response.status() >= 400) {
                throw new IOException("HTTP " + response.status());
            }
            byte[] all = new byte[(int) response.content().size()];
            response.content().read(0, all, 0, all.length);
            int from = (int) response.offset();
            int end = (int) Math.max(from, Math.min(cutAt, all.length));
            return new MediaSource.Content(
                    from, OptionalLong.of(all.length), new ByteArrayInputStream(all, from, end - from));
        };
    }

    private MediaStage cutOff() {
        return restage(MediaStage.on(new SimulatedInternet(), SimulatedHost.openBsd()));
    }

    @Test
    void a_host_without_a_way_out_gets_it_through_the_program() {
        SimulatedInternet mirrors = MediaStage.mirrors();
        mirrors.remove(MediaStage.CDN + "install79.iso");
        FetchOptions through = FetchOptions.defaults().throughProgram(wayOut(mirrors, Long.MAX_VALUE));

        StoredMedium stored = cutOff().store().fetch(MediaStage.iso(), through);

        assertThat(stored.url().toString()).startsWith(MediaStage.EUROPE);
        assertThat(stage.store().verify(stored)).isTrue();
        assertThat(stage.files()).containsExactly("openbsd-7.9/.install79.iso.json", "openbsd-7.9/install79.iso");
    }

    @Test
    void what_the_program_could_not_send_whole_is_gone_on_with() {
        SimulatedInternet mirrors = MediaStage.mirrors();
        for (String mirror : List.of(MediaStage.EUROPE, MediaStage.ARCHIVE)) {
            mirrors.remove(mirror + "install79.iso");
        }
        cutOff();
        FetchOptions broken = FetchOptions.defaults().throughProgram(wayOut(mirrors, 3_000_000));
        assertThatThrownBy(() -> stage.store().fetch(MediaStage.iso(), broken)).isInstanceOf(MediaException.class);
        assertThat(stage.host().files().exists(ISO_PATH)).isFalse();

        StoredMedium stored = stage.store()
                .fetch(MediaStage.iso(), FetchOptions.defaults().throughProgram(wayOut(mirrors, Long.MAX_VALUE)));

        assertThat(stage.store().verify(stored)).isTrue();
        assertThat(mirrors.requests())
                .last()
                .isEqualTo(new WebRequest(MediaStage.CDN + "install79.iso", 3_000_000, 206));
    }

    @Test
    void something_else_from_the_program_is_not_kept() {
        SimulatedInternet mirrors = MediaStage.mirrors();
        for (String mirror : List.of(MediaStage.CDN, MediaStage.EUROPE, MediaStage.ARCHIVE)) {
            mirrors.serve(mirror + "install79.iso", WebContent.sized("another\n", MediaStage.ISO));
        }
        FetchOptions through = FetchOptions.defaults().throughProgram(wayOut(mirrors, Long.MAX_VALUE));

        assertThatThrownBy(() -> cutOff().store().fetch(MediaStage.iso(), through))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(MediaError.DIGEST_MISMATCH));
        assertThat(stage.files()).isEmpty();
    }
}
