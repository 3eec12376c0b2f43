package io.vmm4j.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.error.Problem;
import io.vmm4j.error.Transcript;
import io.vmm4j.error.VmmException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Queries asked of this machine. */
class QueryTest {

    private final CommandExecutor executor = LocalExecutor.create();

    @AfterEach
    void close() {
        executor.close();
    }

    @Test
    void a_query_reads_what_its_command_answered() {
        Query<Integer> length = new Query<>(
                Command.read("echo", "four"), answer -> answer.result().stdout().length());

        assertThat(length.ask(executor)).isEqualTo(5);
        assertThat(length.map(n -> n * 2).ask(executor)).isEqualTo(10);
    }

    @Test
    void what_a_reader_throws_carries_the_command_and_the_host() {
        VmmException failure = catchThrowableOfType(
                VmmException.class,
                () -> failing("echo out; echo err >&2; exit 3").ask(executor));

        Transcript.Entry entry = failure.transcript().entries().get(0);
        assertThat(entry.target()).isEqualTo(executor.target());
        assertThat(entry.exitStatus()).hasValue(3);
        assertThat(entry.output()).containsExactly("out", "err");
    }

    @Test
    void several_queries_are_asked_in_one_round_and_read_one_by_one() {
        Query<String> first = text("echo one");
        Query<String> broken = failing("exit 1");
        Query<Integer> last = text("echo three").map(String::length);

        Answers answers = Query.askAll(executor, first, broken, last);

        assertThat(answers.to(first)).isEqualTo("one");
        assertThat(answers.to(last)).isEqualTo(5);
        VmmException failure = catchThrowableOfType(VmmException.class, () -> answers.to(broken));
        assertThat(failure.transcript().entries())
                .extracting(Transcript.Entry::command)
                .containsExactly("sh -c 'echo one'", "sh -c 'exit 1'");
    }

    @Test
    void a_round_can_stop_at_the_first_failure() {
        Query<String> first = text("echo one; exit 1");
        Query<String> second = text("echo two");

        Answers answers = Query.askUntilFailure(executor, first, second);

        assertThat(answers.has(first)).isTrue();
        assertThat(answers.has(second)).isFalse();
        assertThat(answers.to(first)).isEqualTo("one");
        assertThatThrownBy(() -> answers.to(second))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("echo two");
    }

    @Test
    void equal_queries_keep_their_own_answers() {
        Query.Reader<String> reader = answer -> answer.result().stdout();
        Command command = Command.read("sh", "-c", "echo $$");
        Query<String> before = new Query<>(command, reader);
        Query<String> after = new Query<>(command, reader);

        Answers answers = Query.askAll(executor, before, after);

        assertThat(before).isEqualTo(after);
        assertThat(answers.to(before)).isNotEqualTo(answers.to(after));
    }

    @Test
    void only_queries_that_were_asked_have_answers_and_only_once() {
        Query<String> asked = text("echo one");
        Answers answers = Query.askAll(executor, asked);

        assertThatThrownBy(() -> answers.to(text("echo one"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Query.askAll(executor, asked, asked)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void asked_one_by_one_a_query_that_never_ends_costs_its_own_answer_only() {
        Query<String> first = text("echo one");
        Query<String> endless = text("sleep 1000");
        Query<String> last = text("echo three");

        Answers answers = Query.askOneByOne(executor, Duration.ofSeconds(1), first, endless, last);

        assertThat(answers.to(first)).isEqualTo("one");
        assertThat(answers.to(last)).isEqualTo("three");
        assertThat(answers.has(endless)).isTrue();
        assertThatThrownBy(() -> answers.to(endless)).isInstanceOf(CommandTimeoutException.class);
    }

    @Test
    void asked_one_by_one_nothing_is_asked_after_a_first_that_fails() {
        Query<String> first = text("echo one; exit 1");
        Query<String> second = text("echo two");

        Answers answers = Query.askOneByOne(executor, Duration.ofSeconds(10), first, second);

        assertThat(answers.to(first)).isEqualTo("one");
        assertThat(answers.has(second)).isFalse();
    }

    private static Query<String> text(String script) {
        return new Query<>(
                Command.read("sh", "-c", script),
                answer -> answer.result().stdout().strip());
    }

    private static Query<String> failing(String script) {
        return new Query<>(Command.read("sh", "-c", script), answer -> {
            throw new VmmException(Problem.of(ExecError.EXECUTOR_CLOSED).with("target", answer.target()));
        });
    }
}
