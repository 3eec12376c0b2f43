package io.vmm4j.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.InvalidValueException;
import io.vmm4j.event.Bookmark;
import io.vmm4j.event.HostEvent;
import io.vmm4j.event.HostSnapshot;
import io.vmm4j.event.Occurrence;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.Secret;
import io.vmm4j.plan.CommandChange;
import io.vmm4j.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VmmJsonTest {

    private static final String STOPPED =
            "{'version':1,'event':'vm-stopped','host':'local:','time':'2026-03-01T12:00:00Z',"
                    + "'sequence':7,'vm':{'name':'web','state':'stopped'}}";

    static List<HostEvent> events() {
        return Samples.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_survives_being_written_and_read(HostEvent event) {
        assertThat(VmmJson.event(VmmJson.of(event))).isEqualTo(event);
    }

    @Test
    void a_snapshot_and_a_bookmark_survive_being_written_and_read() {
        Bookmark bookmark = new Bookmark(Samples.snapshot(), Samples.TIME, 12);

        assertThat(VmmJson.snapshot(VmmJson.of(Samples.snapshot()))).isEqualTo(Samples.snapshot());
        assertThat(VmmJson.snapshot(VmmJson.of(HostSnapshot.NONE))).isEqualTo(HostSnapshot.NONE);
        assertThat(VmmJson.bookmark(VmmJson.of(bookmark))).isEqualTo(bookmark);
        assertThat(VmmJson.bookmark(VmmJson.of(Bookmark.START))).isEqualTo(Bookmark.START);
    }

    @Test
    void a_configuration_that_cannot_be_read_has_no_fingerprint() {
        HostEvent event =
                new HostEvent("local:", Instant.EPOCH, 1, new Occurrence.ConfigurationChanged(Optional.empty()));

        assertThat(VmmJson.of(event))
                .isEqualTo("{\"version\":1,\"event\":\"configuration-changed\",\"host\":\"local:\","
                        + "\"time\":\"1970-01-01T00:00:00Z\",\"sequence\":1}");
        assertThat(VmmJson.event(VmmJson.of(event))).isEqualTo(event);
    }

    @Test
    void fields_that_are_not_known_are_let_be() {
        String later = STOPPED.replace("'sequence'", "'weather':{'sun':true},'sequence'")
                .replace("'name'", "'colour':'red','name'")
                .replace('\'', '"');

        assertThat(VmmJson.event(later)).isEqualTo(VmmJson.event(STOPPED.replace('\'', '"')));
    }

    @Test
    void a_state_of_a_later_release_is_unknown() {
        HostEvent event =
                VmmJson.event(STOPPED.replace("'stopped'", "'dreaming'").replace('\'', '"'));

        assertThat(event.what().toString()).contains("state=unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'version':1|'version':2|version",
                "'vm-stopped'|'vm-danced'|event",
                "'sequence':7|'sequence':'7'|sequence",
                "'sequence':7|'sequence':0|sequence",
                "'sequence':7|'sequence':1.5|sequence",
                "'sequence':7,|''|line 1",
                "2026-03-01T12:00:00Z|yesterday|time",
                "'name':'web',|x|line 1",
                "'name':'web'|'name':'a b'|vm.name",
                "'name':'web'|'name':7|vm.name",
                "'state'|'id':0,'state'|vm",
                "'vm':|'pm':|vm",
            })
    void what_cannot_be_read_is_an_error_that_names_the_place(String right, String wrong, String place) {
        String json = STOPPED.replace(right, wrong).replace('\'', '"');

        assertThatThrownBy(() -> VmmJson.event(json))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        failure -> assertThat(failure.getMessage() + failure.hint())
                                .contains(place));
    }

    @Test
    void a_change_of_a_plan_shows_what_it_does() {
        assertThat(VmmJson.of(Samples.PLAN))
                .contains("\"command\":\"rcctl enable vmd\"", "+# new\\n", "-up\\n", "\"probation\":30");
    }

    @Test
    void secrets_are_not_written() {
        Command command = Command.oneShot("passwd").withStdin(Input.of(Secret.of("let me in")));
        Plan plan = new Plan("t", "local:", List.of(CommandChange.of("set it", command)), List.of(), "f");

        assertThat(VmmJson.of(plan)).contains("passwd").doesNotContain("let me in");
    }
}
