package io.vmm4j.exec;

import static io.vmm4j.RecordedCommand.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.RecordedCommand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DoasRefusalTest {

    private static final Command STATUS = Command.read("vmctl", "status").asRoot();

    private static final Map<String, Optional<DoasRefusal>> RECORDED = Map.of(
            "base-doas-cmd-absolute-vs-bare", Optional.of(DoasRefusal.NOT_PERMITTED),
            "base-doas-command-missing", Optional.of(DoasRefusal.NOT_PERMITTED),
            "base-doas-conf-broken", Optional.of(DoasRefusal.FILE_BROKEN),
            "base-doas-env", Optional.empty(),
            "base-doas-needs-password", Optional.of(DoasRefusal.NEEDS_PASSWORD),
            "base-doas-not-enabled", Optional.of(DoasRefusal.NOT_ENABLED),
            "base-doas-without-n-no-tty", Optional.of(DoasRefusal.NEEDS_TERMINAL));

    static List<String> recordings() {
        return RecordedCommand.names("base-doas");
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void every_recorded_refusal_is_known(String name) {
        assertThat(RECORDED).as("a row for each recording").containsKey(name);

        assertThat(DoasRefusal.in(RecordedCommand.load(name).answerTo(STATUS))).isEqualTo(RECORDED.get(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | doas: Operation not permitted | NOT_PERMITTED",
                "1 | doas: Authentication required | NEEDS_PASSWORD",
                "1 | doas: Authentication failed | NEEDS_PASSWORD",
                "1 | doas: a tty is required | NEEDS_TERMINAL",
                "1 | doas: doas is not enabled, /etc/doas.conf: No such file or directory | NOT_ENABLED",
                "1 | doas: vmctl: command not found | COMMAND_NOT_FOUND",
                "1 | doas: /etc/doas.conf is writable by group or other | FILE_INSECURE",
                "1 | doas: /etc/doas.conf is not owned by root | FILE_INSECURE",
                "1 | doas: syntax error at line 2 | FILE_BROKEN",
                "1 | doas: something of a later release | UNRECOGNISED",
                "127 | ksh: doas: not found | NOT_INSTALLED",
                "127 | sh: 1: doas: not found | NOT_INSTALLED",
                "127 | doas: not found | NOT_INSTALLED",
                "127 | bash: line 1: doas: command not found | NOT_INSTALLED",
            })
    void a_refusal_is_told_by_its_text(int status, String text, DoasRefusal refusal) {
        DoasException refused = catchThrowableOfType(
                DoasException.class,
                () -> new Query<>(STATUS, Answer::toString).read(answer(STATUS, "", text + "\n", status)));

        assertThat(refused.refusal()).isEqualTo(refusal);
        assertThat(refused.code()).isEqualTo(refusal);
        assertThat(refused.getMessage()).contains("ssh://root@vmhost:22").doesNotContain("{");
        assertThat(refused.hint()).doesNotContain("{command}", "{rule}", "{text}");
        assertThat(refused.arguments()).containsEntry("rule", "permit nopass USER as root cmd vmctl");
        assertThat(refused.transcript().entries()).hasSize(1);
    }

    @Test
    void the_hint_has_the_line_that_permits_exactly_this_command() {
        assertThat(DoasRefusal.rulePermitting(STATUS)).isEqualTo("permit nopass USER as root cmd vmctl");
        assertThat(DoasRefusal.rulePermitting(Command.read("/usr/sbin/vmctl", "status")))
                .isEqualTo("permit nopass USER as root cmd /usr/sbin/vmctl");
        assertThat(DoasRefusal.rulePermitting(Command.read("my tool")))
                .isEqualTo("permit nopass USER as root cmd \"my tool\"");
        assertThat(DoasRefusal.rulePermitting(STATUS.withEnvironment("A", "b")))
                .isEqualTo("permit nopass USER as root cmd env");
    }

    @Test
    void what_is_no_refusal_is_left_to_the_reader() {
        String text = "doas: Operation not permitted\n";

        assertThat(DoasRefusal.in(answer(STATUS.withPrivilege(Privilege.USER), "", text, 1)))
                .isEmpty();
        assertThat(DoasRefusal.in(answer(STATUS, "", text, 0))).isEmpty();
        assertThat(DoasRefusal.in(answer(STATUS, "", text, 2))).isEmpty();
        assertThat(DoasRefusal.in(answer(STATUS, text, "", 1))).isEmpty();
        assertThat(DoasRefusal.in(answer(STATUS, "it ran", text, 1))).isEmpty();
        assertThat(DoasRefusal.in(answer(STATUS, "", "vmctl: command failed: Operation not permitted\n", 1)))
                .isEmpty();
        assertThat(DoasRefusal.in(answer(STATUS, "", "ksh: vmctl: not found\n", 127)))
                .isEmpty();
        assertThat(DoasRefusal.in(answer(STATUS, "", "stty: no tty\n" + text, 1)))
                .contains(DoasRefusal.NOT_PERMITTED);
    }
}
