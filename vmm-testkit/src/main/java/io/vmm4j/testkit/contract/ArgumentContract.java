package io.vmm4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Effect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arguments, environment and exit statuses arrive as they were given. */
public interface ArgumentContract extends ExecutorUnderTest {

    /** Arguments of every kind that a shell on the way could spoil. */
    List<String> AWKWARD = List.of(
            "",
            " ",
            "plain",
            "two words",
            "  leading and trailing  ",
            "-",
            "--",
            "-n",
            "-leading-dash",
            "'",
            "''",
            "'quoted'",
            "it's",
            "\"double\"",
            "`id`",
            "$(id)",
            "$HOME",
            "${HOME}",
            "$$",
            "$",
            "\\",
            "\\\\",
            "\\n",
            "\\'",
            "back\\slash\\",
            "!",
            "!!",
            "a!b",
            "*",
            "?",
            "[a-z]*",
            "~",
            "~root",
            "{a,b}",
            "a;b",
            "a&b",
            "a|b",
            "a>b",
            "<",
            "#",
            "#comment",
            "a#b",
            "%s",
            "%",
            "%%d",
            "=",
            "a=b",
            "(",
            ")",
            "^",
            "new\nline",
            "\n",
            "trailing\n",
            "\n\nleading",
            "cr\r\n",
            "tab\t",
            "\u0001\u0002\u001b[31m\u007f",
            "gr\u00fc\u00dfe",
            "\u65e5\u672c\u8a9e",
            "\ud83d\udc21",
            "\u00a0nbsp",
            "a\u0301 combining");

    @Test
    default void arguments_of_every_kind_arrive_byte_for_byte() {
        List<String> argv = new ArrayList<>(List.of("printf", "%s\\0"));
        argv.addAll(AWKWARD);

        CommandResult result = executor().run(Command.of(Effect.READ, argv));

        assertThat(result.exitStatus()).as(result::stderr).isZero();
        assertThat(result.stdout().split("\0", -1)).containsExactlyElementsOf(with(AWKWARD, ""));
    }

    @Test
    default void each_awkward_argument_arrives_alone_too() {
        for (String argument : AWKWARD) {
            CommandResult result = run("printf", "%s.", argument);
            assertThat(result.stdoutBytes())
                    .as(() -> "printf of " + argument)
                    .isEqualTo((argument + ".").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    default void a_long_argument_arrives_whole() {
        String longArgument = "0123456789abcdef".repeat(3000);
        assertThat(run("printf", "%s", longArgument).stdout()).isEqualTo(longArgument);
    }

    @Test
    default void argv_names_a_program_and_never_a_shell_built_in() {
        assertThat(run("set").exitStatus()).isEqualTo(127);
        assertThat(run("exit", "3").exitStatus()).isEqualTo(127);
    }

    @Test
    default void a_program_that_does_not_exist_gives_127_and_a_complaint() {
        CommandResult result = run("vmm4j-no-such-program", "x");
        assertThat(result.exitStatus()).isEqualTo(127);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr()).contains("vmm4j-no-such-program").contains("not found");
    }

    @Test
    default void a_file_that_cannot_be_executed_gives_126() {
        String path = workingDirectory() + "/not-executable";
        sh("printf '#!/bin/sh\\n' >\"$1\" && chmod 644 \"$1\"", path);
        assertThat(run(path).exitStatus()).isEqualTo(126);
    }

    @Test
    default void exit_statuses_arrive() {
        for (int status : new int[] {0, 1, 2, 3, 42, 125, 126, 127, 128, 200, 254, 255}) {
            assertThat(sh("exit " + status).exitStatus()).isEqualTo(status);
        }
    }

    @Test
    default void a_command_that_a_signal_ended_has_128_and_the_signals_number() {
        assertThat(sh("kill -TERM $$").exitStatus()).isEqualTo(143);
        assertThat(sh("kill -KILL $$").exitStatus()).isEqualTo(137);
    }

    @Test
    default void the_environment_is_added_for_one_command_only() {
        Command command = Command.read("sh", "-c", "printf '%s|%s' \"$VMM4J_A\" \"$VMM4J_B\"")
                .withEnvironment("VMM4J_A", "it's \"$HOME\"\n`id`\\")
                .withEnvironment("VMM4J_B", "gr\u00fcn");

        assertThat(executor().run(command).stdout()).isEqualTo("it's \"$HOME\"\n`id`\\|gr\u00fcn");
        assertThat(sh("printf %s \"${VMM4J_A-unset}\"").stdout()).isEqualTo("unset");
    }

    @Test
    default void the_systems_own_directories_are_searched() {
        assertThat(sh("case :$PATH: in *:/usr/sbin:*) echo yes;; *) command -v true >/dev/null && echo local;; esac")
                        .stdout())
                .isIn("yes\n", "local\n");
    }

    private static List<String> with(List<String> list, String last) {
        List<String> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
