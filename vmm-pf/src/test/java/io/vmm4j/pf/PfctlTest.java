package io.vmm4j.pf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PfctlTest {

    @Test
    void the_captured_answer_is_read() throws IOException {
        PfInfo info = Pfctl.info().read(captured("pfctl-info.txt"));

        assertThat(info.enabled()).isTrue();
        assertThat(info.since()).contains("0 days 00:03:51");
        assertThat(info.states()).isEqualTo(8);
        assertThat(info.stateTable())
                .hasSize(5)
                .containsEntry("half-open tcp", 1L)
                .containsEntry("searches", 2779L);
        assertThat(info.counters()).hasSize(17).containsEntry("match", 27L).containsEntry("no-route", 0L);
    }

    @Test
    void without_rights_it_is_an_error_that_names_the_rule() throws IOException {
        Answer refused = captured("base-nonroot-pfctl.txt");
        assertThatThrownBy(() -> Pfctl.info().read(refused)).isInstanceOfSatisfying(VmmException.class, e -> {
            assertThat(e.code()).isEqualTo(PfError.NOT_PERMITTED);
            assertThat(e.hint()).contains("cmd pfctl");
        });
    }

    @Test
    void a_disabled_filter_is_no_error() {
        PfInfo info = Pfctl.info().read(answer("Status: Disabled for 1 days 02:03:04          Debug: err\n", "", 0));
        assertThat(info.enabled()).isFalse();
        assertThat(info.since()).contains("1 days 02:03:04");
        assertThat(info.states()).isZero();
    }

    @Test
    void what_says_nothing_of_a_status_is_an_error_and_never_a_guess() {
        assertThatThrownBy(() -> Pfctl.info().read(answer("hello\n", "", 0)))
                .isInstanceOfSatisfying(
                        VmmException.class, e -> assertThat(e.code()).isEqualTo(PfError.UNREADABLE));
        assertThat(PfInfo.parse("")).isEqualTo(Optional.empty());
    }

    private static Answer captured(String name) throws IOException {
        try (InputStream in = PfctlTest.class.getResourceAsStream("/samples/real-7.6/" + name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String stdout = between(text, "[stdout]\n", "[stderr]\n");
            String stderr = between(text, "[stderr]\n", "[exit ");
            int status = Integer.parseInt(between(text, "[exit ", "]"));
            return answer(stdout, stderr, status);
        }
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static Answer answer(String stdout, String stderr, int status) {
        return new Answer(
                "test:",
                Pfctl.info().command(),
                new CommandResult(
                        Exit.of(status, Duration.ZERO),
                        stdout.getBytes(StandardCharsets.UTF_8),
                        stderr.getBytes(StandardCharsets.UTF_8)));
    }
}
