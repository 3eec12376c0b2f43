package io.vmm4j.plan;

import io.vmm4j.operation.Leftover;
import io.vmm4j.operation.Nothing;
import io.vmm4j.operation.Step;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Plans as steps of operations. A plan itself is not kept in the journal, as it holds only while the host looks as it did: whoever
 * carries on makes it anew, and it was done if there is nothing left to do. A plan that fails half way takes itself back.
 */
public final class PlanSteps {

    private PlanSteps() {}

    /**
     * A plan whose effect stays when the operation is undone, such as making a host ready for VMs.
     *
     * @param plan makes it
     * @param apply applies it
     */
    public static Step<Nothing> lasting(String name, Supplier<Plan> plan, Consumer<Plan> apply) {
        return Step.named(name).doneIf(run -> done(plan)).does(run -> apply(plan, apply));
    }

    /**
     * A plan that another one takes back.
     *
     * @param plan makes it
     * @param reverse makes the plan that takes it back, which is empty if nothing of it is there
     * @param apply applies either
     * @param left what is left if that fails
     */
    public static Step<Nothing> undoable(
            String name, Supplier<Plan> plan, Supplier<Plan> reverse, Consumer<Plan> apply, List<Leftover> left) {
        Objects.requireNonNull(left, "left");
        return Step.named(name)
                .doneIf(run -> done(plan))
                .undoneBy((run, made) -> apply(reverse, apply), (run, made) -> left)
                .does(run -> apply(plan, apply));
    }

    private static Optional<Nothing> done(Supplier<Plan> plan) {
        return plan.get().isEmpty() ? Optional.of(Nothing.NOTHING) : Optional.empty();
    }

    private static Nothing apply(Supplier<Plan> make, Consumer<Plan> apply) {
        Plan plan = make.get();
        if (!plan.isEmpty()) {
            apply.accept(plan);
        }
        return Nothing.NOTHING;
    }
}
