package io.vmm4j.vmctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.RecordedCommand;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Query;
import java.util.function.Consumer;

/**
 * A recording, the query that it answers, and what it must be read as.
 *
 * @param recording its name
 * @param query what was asked
 * @param verbatim whether the query's command is the recorded one, word by word
 * @param check reads the answer and checks what came of it
 */
record Row(String recording, Query<?> query, boolean verbatim, Consumer<Answer> check) {

    /** The recording is a success with exactly this result. */
    static <T> Row gives(String recording, Query<T> query, T expected) {
        return new Row(
                recording, query, true, answer -> assertThat(query.read(answer)).isEqualTo(expected));
    }

    /** The recording is a success. */
    static <T> Row satisfies(String recording, Query<T> query, Consumer<T> check) {
        return new Row(recording, query, true, answer -> check.accept(query.read(answer)));
    }

    /** The recording is this failure, told in full. */
    static Row fails(String recording, Query<?> query, VmctlFailure expected) {
        return new Row(recording, query, true, answer -> {
            VmctlException failure = catchThrowableOfType(VmctlException.class, () -> query.read(answer));
            assertThat(failure.failure()).isEqualTo(expected);
            assertThat(failure.code()).isEqualTo(expected);
            assertThat(failure.getMessage() + failure.hint()).doesNotContainPattern("\\{[a-z]+\\}");
            assertThat(failure.toString()).contains("ssh://root@vmhost:22");
            assertThat(failure.text()).isNotBlank();
            assertThat(answer.result().stderr() + answer.result().stdout()).contains(failure.text());
            assertThat(failure.transcript().entries()).hasSize(1);
        });
    }

    /** The recorded command is one that the SDK would not write, or would write otherwise. */
    Row otherwise() {
        return new Row(recording, query, false, check);
    }

    void run() {
        RecordedCommand recorded = RecordedCommand.load(recording);
        if (verbatim) {
            assertThat(query.command().toString()).isEqualTo(recorded.command());
        }
        check.accept(recorded.answerTo(query.command()));
    }

    @Override
    public String toString() {
        return recording;
    }
}
