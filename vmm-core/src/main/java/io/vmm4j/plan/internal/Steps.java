package io.vmm4j.plan.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Query;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.CommandChange;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import java.util.List;

/** How a single change made by a command is made and judged. */
final class Steps {

    private Steps() {}

    /**
     * Makes it, and looks a second later whether it is in effect.
     *
     * @param command what is run for it
     */
    static void make(CommandExecutor executor, CommandChange change, Command command) {
        Query<Answer> main = raw(command);
        if (change.confirmation().isEmpty()) {
            requireSilence(change, main.ask(executor));
            return;
        }
        Query<Answer> pause = raw(Command.read("sleep", "1"));
        Query<Answer> confirmation = raw(change.confirmation().get());
        Answers answers = Query.askUntilFailure(executor, main, pause, confirmation);
        requireSilence(change, answers.to(main));
        Answer confirmed = answers.to(confirmation);
        if (!confirmed.result().succeeded()) {
            throw problem(PlanError.STEP_WITHOUT_EFFECT, change, confirmed);
        }
    }

    private static Query<Answer> raw(Command command) {
        return new Query<>(command, answer -> answer);
    }

    /** Many of OpenBSD's tools complain and exit 0. */
    private static void requireSilence(CommandChange change, Answer answer) {
        if (!answer.result().succeeded() || !answer.result().stderr().isBlank()) {
            throw problem(PlanError.STEP_FAILED, change, answer);
        }
    }

    /** What a command said of its failure. */
    static String said(Answer answer) {
        String text = (answer.result().stderr() + answer.result().stdout()).strip();
        return text.isEmpty() ? "exit status " + answer.result().exitStatus() : text;
    }

    private static PlanException problem(PlanError code, Change change, Answer answer) {
        return new PlanException(Problem.of(code)
                .with("target", answer.target())
                .with("step", change.summary())
                .with("reason", said(answer)));
    }

    /** The failure of a plan for the reason that one of its changes failed. */
    static PlanException failure(String target, VmmException cause, List<Change> remaining) {
        Problem problem = Problem.of(cause.code());
        for (var argument : cause.arguments().entrySet()) {
            problem = problem.with(argument.getKey(), argument.getValue());
        }
        PlanException failure = new PlanException(problem.with("target", target), remaining, cause);
        cause.transcript().entries().forEach(failure::addToTranscript);
        return failure;
    }
}
