package io.vmm4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Effect;
import io.vmm4j.exec.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Many commands, one after the other and at the same time, each get their own answer. */
public interface LoadContract extends ExecutorUnderTest {

    @Test
    default void a_thousand_commands_in_a_row_are_all_answered() {
        for (int i = 0; i < 1000; i++) {
            CommandResult result = run("printf", "%s", Integer.toString(i));
            assertThat(result.stdout()).isEqualTo(Integer.toString(i));
            assertThat(result.exitStatus()).isZero();
        }
    }

    @Test
    default void sixty_four_callers_at_once_each_get_their_own_answers()
            throws InterruptedException, ExecutionException, TimeoutException {
        ExecutorService callers = Executors.newFixedThreadPool(64);
        try {
            List<Future<?>> pending = new ArrayList<>();
            for (int caller = 0; caller < 64; caller++) {
                String name = "caller-" + caller;
                pending.add(callers.submit(() -> callOften(name)));
            }
            for (Future<?> future : pending) {
                future.get(120, TimeUnit.SECONDS);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private void callOften(String name) {
        for (int i = 0; i < 4; i++) {
            String text = name + " " + i;
            assertThat(run("printf", "%s", text).stdout()).isEqualTo(text);
            Command oneShot = Command.of(Effect.ONE_SHOT, List.of("cat"))
                    .withStdin(Input.of(text))
                    .withTimeout(Duration.ofMinutes(2));
            assertThat(executor().run(oneShot).stdout()).isEqualTo(text);
            List<CommandResult> batch = executor()
                    .runAll(Batch.of(List.of(Command.read("printf", "%s", "b" + text), Command.read("true"))));
            assertThat(batch.get(0).stdout()).isEqualTo("b" + text);
        }
    }
}
