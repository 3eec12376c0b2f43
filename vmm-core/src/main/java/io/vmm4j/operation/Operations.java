package io.vmm4j.operation;

import io.vmm4j.operation.internal.Conductor;
import java.util.List;
import java.util.Optional;

/**
 * Starts operations, writes them into a journal, and carries on with those that a program before has left unfinished. Thread safe.
 *
 * <p>Each operation has one thread while it is under way, and none before or afterwards.
 */
public final class Operations implements AutoCloseable {

    private final Conductor conductor;

    Operations(Conductor conductor) {
        this.conductor = conductor;
    }

    /** Operations that are written into this journal. */
    public static OperationsBuilder on(Journal journal) {
        return new OperationsBuilder(journal);
    }

    /** Starts an operation. When this returns it is in the journal. */
    public <R, T> Operation<T> start(Workflow<R, T> workflow, R request) {
        return conductor.start(workflow, request, Optional.empty());
    }

    /**
     * The operation for a request that is known by this key: the one that was started with it, by whomever, whether it goes on or is
     * over, carried on with if a program before has left it unfinished, or a new one. To try again what has failed, use a new key.
     *
     * @throws OperationException with {@link OperationError#KEY_REUSED} if the key stands for another request
     */
    public <R, T> Operation<T> start(Workflow<R, T> workflow, R request, String key) {
        return conductor.start(workflow, request, Optional.of(key));
    }

    /**
     * Carries on with every operation that is unfinished, or goes on undoing it, whichever it was at; the host is looked at first.
     * One that cannot be carried on with fails, and stays in the journal as it is.
     */
    public List<Operation<?>> resume() {
        return conductor.resume();
    }

    /**
     * Carries on with this operation; gives the one that goes on, or is over, if there is nothing to carry on with.
     *
     * @throws OperationException with {@link OperationError#UNKNOWN_OPERATION}, {@link OperationError#UNKNOWN_WORKFLOW} or
     *     {@link OperationError#STEPS_CHANGED}
     */
    public Operation<?> resume(String id) {
        return conductor.resume(id);
    }

    /**
     * Undoes an operation that is unfinished, or what it has left over. One that goes on is cancelled.
     *
     * @throws OperationException as {@link #resume(String)}, and with {@link OperationError#NOT_UNDOABLE} if it has succeeded, or has
     *     lost what it had reserved
     */
    public Operation<?> undo(String id) {
        return conductor.undo(id);
    }

    /** All that the journal knows, oldest first. */
    public List<OperationInfo> list() {
        return conductor.list();
    }

    /**
     * Stops operations where they are, so that they can be resumed, waits for their threads, but not longer than the time given to
     * {@link OperationsBuilder#closingWithin}, and closes the journal. Nothing is undone.
     */
    @Override
    public void close() {
        conductor.close();
    }
}
