package io.vmm4j.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.InvalidValueException;
import io.vmm4j.exec.Command;
import io.vmm4j.host.OpenBsdRelease;
import io.vmm4j.media.AgentRecipe;
import io.vmm4j.media.Availability;
import io.vmm4j.media.CatalogEntry;
import io.vmm4j.media.GuestCatalog;
import io.vmm4j.media.GuestSystem;
import io.vmm4j.media.InstallerKind;
import io.vmm4j.media.MediaError;
import io.vmm4j.media.MediaException;
import io.vmm4j.media.Medium;
import io.vmm4j.media.MediumKind;
import io.vmm4j.media.Place;
import io.vmm4j.media.Trust;
import io.vmm4j.testkit.SimulatedHost;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue of guests. */
class GuestCatalogTest {

    private static final String MINE = """
            {
              "version": 1,
              "guests": [
                {
                  "id": "mine",
                  "name": "Mine",
                  "release": "1",
                  "system": "other",
                  "availability": "released",
                  "installers": ["manual"],
                  "minimumMemory": "256M",
                  "minimumDisk": "1G",
                  "media": [
                    {
                      "name": "image",
                      "kind": "image",
                      "file": "mine.raw",
                      "bytes": 1000,
                      "places": [{"url": "https://files.example.org/", "lasting": "archive"}],
                      "trust": {"kind": "pinned", "algorithm": "sha256", "digest": "%s"}
                    }
                  ],
                  "agent": [{"purpose": "look", "command": ["true"]}]
                }
              ]
            }
            """.formatted("0".repeat(64));

    static Stream<CatalogEntry> entries() {
        return GuestCatalog.builtIn().entries().stream();
    }

    private static OpenBsdRelease host(String number) {
        return OpenBsdRelease.ofNumber(number).orElseThrow();
    }

    @Test
    void it_has_the_systems_that_are_supported() {
        assertThat(GuestCatalog.builtIn().entries())
                .extracting(CatalogEntry::id)
                .contains(
                        "openbsd-7.8",
                        "openbsd-7.9",
                        "openbsd-8.0",
                        "debian-12",
                        "debian-13",
                        "ubuntu-22.04",
                        "ubuntu-24.04",
                        "alpine-3.22",
                        "alpine-3.23",
                        "alpine-3.24");
    }

    @Test
    @DisplayName("Scenario 17: on a host of 7.7 Alpine 3.21 is incompatible, and nothing else is")
    void alpine_321_is_incompatible() {
        assertThat(GuestCatalog.builtIn().entries())
                .filteredOn(entry -> !entry.isUsableOn(host("7.7")))
                .extracting(CatalogEntry::id)
                .containsExactly("alpine-3.21");
        assertThat(GuestCatalog.builtIn().entry("alpine-3.21").problemsOn(host("7.7")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("vmm(4)"));
        assertThat(GuestCatalog.builtIn().entry("alpine-3.21").isUsableOn(host("7.9")))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("entries")
    @DisplayName("Scenario 17: every entry has something to verify its media by, an installer and a recipe")
    void every_entry_is_complete(CatalogEntry entry) {
        assertThat(entry.media()).isNotEmpty();
        assertThat(entry.installers()).contains(InstallerKind.MANUAL).hasSizeGreaterThan(1);
        assertThat(entry.agent().steps()).hasSizeGreaterThan(1);
        for (Medium medium : entry.media()) {
            assertThat(medium.trust()).isNotInstanceOf(Trust.Unverified.class);
            assertThat(medium.places())
                    .isNotEmpty()
                    .allSatisfy(place -> assertThat(place.url().getScheme()).isEqualTo("https"));
        }
        assertThat(entry.agent().with("x.tgz").steps().stream().flatMap(step -> step.command().stream()))
                .contains("x.tgz")
                .noneMatch(word -> word.contains("{"));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void what_an_installer_boots_is_there(CatalogEntry entry) {
        if (entry.installers().contains(InstallerKind.READY_IMAGE)) {
            assertThat(entry.media()).anyMatch(medium -> medium.kind() == MediumKind.IMAGE);
        }
        if (entry.installers().contains(InstallerKind.OPENBSD_AUTOINSTALL)) {
            assertThat(entry.media()).anyMatch(medium -> medium.kind() == MediumKind.KERNEL);
        }
        assertThat(entry.media()).anyMatch(medium -> medium.kind() == MediumKind.CDROM);
    }

    @Test
    @DisplayName("Scenario 17: the first command of a recipe tells the right system from another (OpenBSD)")
    void the_recipe_of_openbsd_begins_on_openbsd_only() {
        List<String> first = GuestCatalog.builtIn()
                .entry("openbsd-7.9")
                .agent()
                .steps()
                .get(0)
                .command();
        try (SimulatedHost openBsd = SimulatedHost.openBsd().build();
                SimulatedHost linux = SimulatedHost.linux().build()) {
            Command command = Command.read(first.toArray(String[]::new));
            assertThat(openBsd.executor().run(command).exitStatus()).isZero();
            assertThat(linux.executor().run(command).exitStatus()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("linuxEntries")
    @DisplayName("Scenario 17: the first command of a recipe tells the right system from another (Linux)")
    void the_recipe_of_a_linux_begins_on_that_linux_only(CatalogEntry entry) {
        AgentRecipe.Step first = entry.agent().steps().get(0);
        Command command = Command.read(first.command().toArray(String[]::new));
        String id = entry.system().toString();
        try (SimulatedHost right = linux("ID=" + id);
                SimulatedHost other = linux("ID=fedora\nID_LIKE=" + id)) {
            assertThat(right.executor().run(command).exitStatus()).isZero();
            assertThat(other.executor().run(command).exitStatus()).isEqualTo(1);
        }
    }

    static Stream<CatalogEntry> linuxEntries() {
        return entries().filter(entry -> entry.system() != GuestSystem.OPENBSD);
    }

    private static SimulatedHost linux(String release) {
        SimulatedHost host = SimulatedHost.linux().build();
        host.files().write("/etc/os-release", "NAME=x\n" + release + "\n");
        return host;
    }

    @Test
    void a_release_that_is_only_announced_is_marked() {
        assertThat(GuestCatalog.builtIn().entry("openbsd-8.0").availability()).isEqualTo(Availability.ANNOUNCED);
    }

    @Test
    void old_releases_of_openbsd_have_a_place_where_they_stay() {
        assertThat(entries().filter(entry -> entry.system() == GuestSystem.OPENBSD))
                .allSatisfy(entry -> assertThat(entry.media())
                        .allSatisfy(medium -> assertThat(medium.places())
                                .last()
                                .extracting(Place::lasting)
                                .isEqualTo(Place.Lasting.ARCHIVE)));
    }

    @Test
    void an_application_extends_and_replaces() {
        GuestCatalog mine = GuestCatalog.fromJson(MINE);
        GuestCatalog both = GuestCatalog.builtIn().with(mine);

        assertThat(both.entries()).hasSize(GuestCatalog.builtIn().entries().size() + 1);
        assertThat(both.entry("mine").medium("image").id()).isEqualTo("mine/image");
        GuestCatalog other = GuestCatalog.fromJson(MINE.replace("\"Mine\"", "\"Yours\""));
        assertThat(both.with(other).entry("mine").name()).isEqualTo("Yours");
    }

    @Test
    void a_field_that_is_not_known_is_refused_wherever_it_is() {
        for (String place :
                List.of("\"version\": 1,", "\"id\": \"mine\",", "\"kind\": \"image\",", "\"kind\": \"pinned\",")) {
            String wrong = MINE.replace(place, place + " \"digset\": 1,");
            assertThat(catchThrowableOfType(InvalidValueException.class, () -> GuestCatalog.fromJson(wrong)))
                    .as(place)
                    .hasMessageContaining("digset");
        }
    }

    @Test
    void another_version_is_refused() {
        assertThat(catchThrowableOfType(
                        InvalidValueException.class,
                        () -> GuestCatalog.fromJson(MINE.replace("\"version\": 1", "\"version\": 2"))))
                .hasMessageContaining("version");
    }

    @Test
    void values_that_cannot_be_meant_are_refused() {
        for (String[] wrong : new String[][] {
            {"\"mine.raw\"", "\"../mine.raw\""},
            {"\"mine.raw\"", "\".hidden\""},
            {"\"id\": \"mine\"", "\"id\": \"../mine\""},
            {"https://files.example.org/", "https://files.example.org"},
            {"https://files.example.org/", "file:///etc/"},
            {"https://files.example.org/", "https://user:secret@files.example.org/"},
            {"000", "00g"},
            {"\"bytes\": 1000", "\"bytes\": 0"},
        }) {
            assertThat(MINE).contains(wrong[0]);
            String document = MINE.replace(wrong[0], wrong[1]);
            Throwable refused = catchThrowableOfType(RuntimeException.class, () -> GuestCatalog.fromJson(document));
            assertThat(refused).as(wrong[1]).isInstanceOfAny(MediaException.class, InvalidValueException.class);
        }
    }

    @Test
    void digests_are_published_over_tls_or_not_believed() {
        String published = MINE.replaceFirst(
                "\"trust\": \\{[^}]*}",
                "\"trust\": {\"kind\": \"published\", \"algorithm\": \"sha256\", \"format\": \"list\","
                        + " \"sums\": [\"http://files.example.org/SUMS\"]}");

        assertThat(catchThrowableOfType(MediaException.class, () -> GuestCatalog.fromJson(published)))
                .hasMessageContaining("https");
    }

    @Test
    void what_is_not_there_is_told_with_what_is() {
        MediaException guest = catchThrowableOfType(
                MediaException.class, () -> GuestCatalog.builtIn().entry("debian"));
        assertThat(guest.code()).isEqualTo(MediaError.UNKNOWN_GUEST);
        assertThat(guest.hint()).contains("debian-12");
        MediaException medium = catchThrowableOfType(
                MediaException.class,
                () -> GuestCatalog.builtIn().entry("debian-12").medium("iso"));
        assertThat(medium.code()).isEqualTo(MediaError.UNKNOWN_MEDIUM);
        assertThat(medium.hint()).contains("netinst");
    }
}
