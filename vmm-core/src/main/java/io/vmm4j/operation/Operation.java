package io.vmm4j.operation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Long work that is under way, or over. Thread safe; the same object for everybody who asked for the same.
 *
 * <p>It ends by itself: steps have deadlines, so has the whole, and so has undoing. It fails with an {@link OperationException}, after
 * everything was undone that could be.
 *
 * @param <T> what comes of it
 */
public interface Operation<T> {

    /** What tells it from all others, in every program that carries on with it. */
    String id();

    /** Of what kind it is: {@link Workflow#name()}. */
    String workflow();

    /** What it is about. */
    String subject();

    /** How far it has come. */
    OperationState state();

    /**
     * Waits for the result. A thread that is interrupted stops waiting and keeps its interrupt flag; the operation goes on, as others
     * may wait for it, too: {@link #cancel} ends it.
     *
     * @throws OperationException if it failed; with {@link OperationError#WAIT_INTERRUPTED} if the thread was interrupted
     */
    T await();

    /**
     * Waits for the result, but not longer than this, by the machine's clock.
     *
     * @throws OperationException as {@link #await()}; with {@link OperationError#STILL_RUNNING} if the time was over before
     */
    T await(Duration longest);

    /** The result as a stage, which fails with an {@link OperationException}. Completing or cancelling it does nothing to the operation. */
    CompletionStage<T> completion();

    /**
     * Its progress: what there is at first, then whatever changes, and at least one every half minute; complete when it has succeeded,
     * an {@link OperationException} when it has failed. Who is slow gets only the newest of each step, and is never waited for.
     */
    Flow.Publisher<Progress> progress();

    /** The newest progress. */
    Progress latest();

    /** What was seen so far, oldest first. */
    List<Moment> history();

    /** What could not be removed, also of an operation that succeeded. */
    List<Leftover> leftovers();

    /**
     * Ends it as soon as possible and undoes what was done. Returns at once; the operation then fails with
     * {@link OperationError#CANCELLED}, unless it had succeeded, or failed, before.
     */
    void cancel();
}
