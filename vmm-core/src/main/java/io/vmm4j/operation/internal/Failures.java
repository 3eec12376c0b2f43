package io.vmm4j.operation.internal;

import io.vmm4j.error.Failure;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.operation.Leftover;
import io.vmm4j.operation.Moment;
import io.vmm4j.operation.OperationError;
import io.vmm4j.operation.OperationException;
import io.vmm4j.operation.internal.Entry.Cause;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How an operation fails, in words. */
final class Failures {

    private Failures() {}

    /** What a step threw, as an exception of ours. */
    static VmmException known(Throwable thrown) {
        return thrown instanceof VmmException known
                ? known
                : new OperationException(
                        Problem.of(OperationError.UNEXPECTED).with("reason", thrown.toString()), thrown);
    }

    static Problem problem(OperationError error, Ledger ledger) {
        return Problem.of(error)
                .with("operation", ledger.id())
                .with("workflow", ledger.begun().workflow())
                .with("subject", ledger.begun().subject());
    }

    /** The exception of an operation that was undone for this cause. */
    static OperationException undone(
            Cause cause, List<Moment> history, List<Leftover> leftovers, @Nullable Throwable thrown) {
        Problem problem = Problem.of(cause.error());
        for (Map.Entry<String, String> argument : cause.arguments().entrySet()) {
            problem = problem.with(argument.getKey(), argument.getValue());
        }
        String remains = leftovers.stream().map(Leftover::line).collect(Collectors.joining("; "));
        String advice = cause.likely()
                .or(() -> cause.failure().map(Failure::hint))
                .orElse("Look at the history of the operation.");
        if (leftovers.isEmpty()) {
            problem = problem.with("undo", "Everything was undone.").with("advice", advice);
        } else {
            String names = leftovers.stream().map(Leftover::name).collect(Collectors.joining(", "));
            problem = problem.with("undo", "This could not be undone: " + names + ".")
                    .with("advice", advice + " Remove the rest by hand, as root: " + remains)
                    .with("remains", remains);
        }
        return new OperationException(problem, cause.failure(), cause.likely(), history, leftovers, thrown);
    }

    /** The exception of an operation that was left as it is, for another time. */
    static OperationException suspended(Ledger ledger, String step, List<Moment> history, Throwable thrown) {
        return new OperationException(
                problem(OperationError.SUSPENDED, ledger).with("step", step).with("reason", Reasons.of(thrown)),
                Optional.of(Failure.of(known(thrown))),
                Optional.empty(),
                history,
                List.of(),
                thrown);
    }
}
