package io.vmm4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.time.Timeline;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DemoStepsTest {

    private final StringWriter text = new StringWriter();
    private final AtomicInteger commands = new AtomicInteger();
    private final DemoSteps steps =
            new DemoSteps(Screen.plain(new PrintWriter(text, true)), commands, Timeline.system());

    @Test
    void a_step_tells_its_result_and_the_commands_it_took() {
        commands.set(5);

        steps.step("list", () -> commands.addAndGet(2), count -> count + " so far");

        assertThat(text.toString()).startsWith("  list      7 so far ").containsPattern(" 2 +0 s\n$");
        assertThat(steps.done()).extracting(DemoSteps.Step::commands).containsExactly(2);
    }

    @Test
    void a_step_that_fails_is_told_and_ends_the_demonstration() {
        IllegalStateException failure = new IllegalStateException("no");

        assertThatThrownBy(() -> steps.step("stop", () -> fail(failure), result -> "never"))
                .isSameAs(failure);

        assertThat(text.toString()).isEqualTo("  stop failed\n");
        assertThat(steps.done()).isEmpty();
    }

    private static String fail(RuntimeException failure) {
        throw failure;
    }
}
