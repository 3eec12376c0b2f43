package io.vmm4j.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.VmmHost;
import io.vmm4j.operation.Course;
import io.vmm4j.operation.Journal;
import io.vmm4j.operation.Kept;
import io.vmm4j.operation.Leftover;
import io.vmm4j.operation.Nothing;
import io.vmm4j.operation.OperationException;
import io.vmm4j.operation.Operations;
import io.vmm4j.operation.Step;
import io.vmm4j.operation.Workflow;
import io.vmm4j.plan.PlanSteps;
import io.vmm4j.testkit.SimulatedHost;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanStepsTest {

    private SimulatedHost simulated;
    private VmmHost host;

    @BeforeEach
    void start() {
        simulated = SimulatedHost.openBsd().build();
        host = VmmHost.builder(simulated.executor())
                .timeline(simulated.timeline())
                .build();
    }

    @AfterEach
    void close() {
        simulated.close();
    }

    private void run(Step<Nothing> plan, Runnable then) {
        Workflow<String, Nothing> workflow = Workflow.of(
                "initialize",
                Kept.text(),
                subject -> Course.about(subject)
                        .step(plan)
                        .step(Step.named("then").does(run -> {
                            then.run();
                            return Nothing.NOTHING;
                        }))
                        .giving(plan));
        Operations.on(Journal.inMemory())
                .timeline(simulated.timeline())
                .worker(Runnable::run)
                .open()
                .start(workflow, "host")
                .await();
    }

    @Test
    void a_plan_is_applied_as_a_step() {
        Step<Nothing> step =
                PlanSteps.lasting("initializing", () -> host.initializer().plan(), host.initializer()::apply);

        run(step, () -> {});

        assertThat(host.initializer().plan().isEmpty()).isTrue();
    }

    @Test
    void a_plan_is_taken_back_by_its_reverse() {
        Step<Nothing> step = PlanSteps.undoable(
                "initializing",
                () -> host.initializer().plan(),
                () -> host.disabler().plan(),
                plan -> {
                    if (plan.title().startsWith("initialize")) {
                        host.initializer().apply(plan);
                    } else {
                        host.disabler().apply(plan);
                    }
                },
                List.of(Leftover.of(Leftover.Kind.CONFIGURATION, "vmd", "rcctl", "disable", "vmd")));

        OperationException failure = catchThrowableOfType(
                OperationException.class,
                () -> run(step, () -> {
                    throw new IllegalStateException("no");
                }));

        assertThat(failure.leftovers()).isEmpty();
        assertThat(host.disabler().plan().isEmpty()).isTrue();
    }
}
