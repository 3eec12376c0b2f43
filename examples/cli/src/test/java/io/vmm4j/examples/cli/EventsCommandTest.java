package io.vmm4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.event.EventType;
import io.vmm4j.event.HostEvent;
import io.vmm4j.event.HostSnapshot;
import io.vmm4j.json.VmmJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code vmm events} on {@code --host sim:}. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EventsCommandTest {

    private static Run events(String... arguments) {
        List<String> words = new ArrayList<>(List.of("--host", "sim:", "events"));
        words.addAll(List.of(arguments));
        return Run.vmm(words.toArray(String[]::new));
    }

    @Test
    void an_event_is_a_line_for_people() {
        Run run = events("--count", "6");

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.lines()).hasSize(6);
        assertThat(run.lines().get(0)).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ  vmd-up");
        assertThat(run.lines().get(1)).matches(".*  configuration-changed  [0-9a-f]{16}");
        assertThat(run.lines().get(2)).matches(".*  vm-appeared {12}db1  running, id 2, process \\d+");
        assertThat(run.lines().get(4)).matches(".*  vm-appeared {12}mail  stopped, id 3");
    }

    @Test
    void an_event_is_a_document_on_a_line_as_json() {
        Run run = events("--count", "6", "--json");

        assertThat(run.status()).isZero();
        List<HostEvent> read = run.lines().stream().map(VmmJson::event).toList();
        assertThat(read).extracting(HostEvent::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(HostSnapshot.replay(read).vms()).hasSize(4);
    }

    @Test
    void it_ends_with_the_event_that_was_waited_for() {
        assertThat(events("--until", "configuration-changed").lines()).hasSize(2);

        Run run = events("--until", "vm-appeared:lab1", "--for", "600");
        assertThat(run.status()).isZero();
        assertThat(run.lines()).hasSize(4);
    }

    @Test
    void it_fails_if_that_does_not_come_in_time() {
        Run run = events("--until", "vm-stopped:web1", "--for", "60");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.lines()).hasSize(6);
        assertThat(run.err()).isEqualTo("Time is over, and vm-stopped:web1 has not come.\n");
    }

    @Test
    void time_that_is_over_is_no_failure_if_nothing_was_waited_for() {
        Run run = events("--for", "60", "--interval", "5");

        assertThat(run.status()).isZero();
        assertThat(run.lines()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--count 0", "--interval 0", "--for -1", "--until stopped", "--count many"})
    void what_cannot_be_meant_is_wrong_usage(String words) {
        Run run = events(words.split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: ").contains(" code: usage");
    }

    @Test
    void an_event_that_does_not_exist_is_answered_with_all_that_do() {
        assertThat(events("--until", "stopped").err()).contains(EventType.VM_STOPPED.id(), EventType.GAP.id());
    }
}
