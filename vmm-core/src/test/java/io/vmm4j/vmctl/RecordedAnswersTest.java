package io.vmm4j.vmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.RecordedCommand;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer that a real vmctl(8) was recorded to give. */
class RecordedAnswersTest {

    static List<Row> rows() {
        return Stream.of(
                        RecordedCreateRows.rows(),
                        RecordedStartRows.rows(),
                        RecordedControlRows.rows(),
                        RecordedStatusRows.rows())
                .flatMap(rows -> rows)
                .toList();
    }

    @Test
    void every_recording_has_one_row() {
        List<String> recordings = Stream.of("vmctl-", "guest-")
                .map(RecordedCommand::names)
                .flatMap(List::stream)
                .filter(name -> RecordedCommand.load(name).command().contains("vmctl"))
                .toList();

        assertThat(recordings).hasSizeGreaterThan(130);
        assertThat(rows()).extracting(Row::recording).containsExactlyInAnyOrderElementsOf(recordings);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_recorded_answer_is_read_as_what_it_was(Row row) {
        row.run();
    }
}
