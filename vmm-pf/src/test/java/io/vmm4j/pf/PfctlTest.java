package io.vmm4j.pf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.Ipv4Address;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
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

    @Test
    void an_anchor_that_does_not_exist_has_no_rules() throws IOException {
        assertThat(Pfctl.rules("nosuch").read(captured("pfctl-anchor-show-unknown.txt")))
                .isEmpty();
    }

    @Test
    void anchors_are_read_with_their_full_paths() throws IOException {
        assertThat(Pfctl.anchors().read(captured("pfctl-anchors-list.txt")))
                .containsExactly("sdk", "sdk/vm1", "sdk/vm2");
        assertThat(Pfctl.anchors().read(captured("pfctl-anchors-none.txt"))).isEmpty();
    }

    @Test
    void states_are_read_whichever_side_began() throws IOException {
        List<PfState> states = Pfctl.states().read(captured("pfctl-states.txt"));

        assertThat(states).hasSize(8).filteredOn(PfState::isTranslated).isEmpty();
        assertThat(states.get(0).outgoing()).isFalse();
        assertThat(states.get(0).right()).isEqualTo("10.0.2.2:33520");
        assertThat(states.get(2).left()).isEqualTo("10.10.0.2:35394");
        assertThat(states)
                .filteredOn(state -> state.involves(Ipv4Address.of("10.10.0.2")))
                .hasSize(2);
        assertThat(states)
                .filteredOn(state -> state.involves(Ipv4Address.of("10.0.2.1")))
                .isEmpty();
    }

    @Test
    void a_translated_state_involves_both_addresses() {
        PfState state = PfState.parse(
                        "all tcp 203.0.113.5:54321 (10.10.0.10:1234) -> 192.0.2.7:80       ESTABLISHED:SYN_SENT")
                .orElseThrow();

        assertThat(state.isTranslated()).isTrue();
        assertThat(state.involves(Ipv4Address.of("10.10.0.10"))).isTrue();
        assertThat(state.involves(Ipv4Address.of("203.0.113.5"))).isTrue();
        assertThat(state.progress()).isEqualTo("ESTABLISHED:SYN_SENT");
    }

    private static Answer captured(String name) throws IOException {
        Transcript transcript = Transcript.of(name);
        return answer(transcript.stdout(), transcript.stderr(), transcript.status());
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
