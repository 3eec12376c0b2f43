/**
 * Long work that can be watched, cancelled, and carried on with by another program: operations made of steps, which are written into a
 * journal before and after each step, and undone from the last step to the first when one fails. And waiting for something with a
 * deadline, and saying afterwards what was seen meanwhile.
 *
 * <pre>{@code
 * HostReservations reservations = HostReservations.on(executor);
 * Workflow<String, String> scratch = Workflow.of("make_scratch_file", Kept.text(), path -> {
 *     Step<List<Resource>> reserve = reservations.step("reserving", run -> List.of(Resource.file(path)));
 *     Step<String> file = Step.named("creating_file", Kept.text())
 *             .doneIf(run -> executor.run(Command.read("test", "-e", path)).succeeded() ? Optional.of(path) : Optional.empty())
 *             .undoneBy(executor, (run, made) -> List.of(Leftover.file(path)))
 *             .does(run -> {
 *                 executor.run(Command.oneShot("touch", path));
 *                 return path;
 *             });
 *     return Course.about(path).step(reserve).step(file).giving(file);
 * });
 *
 * try (Operations operations = Operations.on(Journal.file(journal)).with(scratch).open()) {
 *     operations.resume();                                      // what a program before left unfinished
 *     Operation<String> operation = operations.start(scratch, "/tmp/scratch", "request-17");
 *     operation.progress().subscribe(progressBar);
 *     String made = operation.await();
 * }
 * }</pre>
 *
 * <p>What steps must keep: the planner asks no host and gives the same steps for the same request. A step finds what it made by the
 * request and by what steps before it handed on. Undoing does no harm if half of the step, or nothing, was done, or if it is asked
 * for twice. What a step hands on is kept as JSON, and a {@link io.vmm4j.exec.Secret} is not. A step ends when its thread is
 * interrupted, as commands and waits do. A {@link io.vmm4j.plan.Plan} is a step by {@link io.vmm4j.plan.PlanSteps}.
 */
@NullMarked
package io.vmm4j.operation;

import org.jspecify.annotations.NullMarked;
