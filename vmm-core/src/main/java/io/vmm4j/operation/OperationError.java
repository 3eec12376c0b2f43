package io.vmm4j.operation;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/** What can go wrong with operations. */
public enum OperationError implements ErrorCode {
    STEP_FAILED("{workflow} of {subject} failed at {step}: {reason} {undo}", "{advice}"),
    STEP_TIMED_OUT(
            "{workflow} of {subject} failed: {step} was not over within {timeout}; last seen: {seen}. {undo}",
            "{advice}"),
    TIMED_OUT(
            "{workflow} of {subject} was not over within {timeout}, during {step}; last seen: {seen}. {undo}",
            "{advice}"),
    CANCELLED(
            "{workflow} of {subject} was cancelled during {step}. {undo}",
            "Ask for it again if it is wanted after all."),
    RESERVATION_LOST(
            "{workflow} of {subject} cannot go on: what it had reserved for itself in {step} has run out or is somebody else's by now."
                    + " {undo}",
            "Look whether these are still of this operation before anything is removed by hand."),
    SUSPENDED(
            "{workflow} of {subject} was stopped during {step} and can be resumed: {reason}",
            "Resume or undo it when the host answers.",
            true),
    RESERVED(
            "{resource} on {target} is reserved by {owner} until {expiry} at the latest.",
            "Choose another, or try again when the other operation is over. What a program left behind that died ends by itself at that"
                    + " time.",
            true),
    RESERVATION_FAILED(
            "Reservations on {target} could not be made or looked at in {path}: {reason}",
            "The user who connects must be able to become root, and there must be room in that directory."),
    KEY_REUSED(
            "The key {key} stands for another request already: {workflow} of {subject}.",
            "Use a new key for a new request. The same request under the same key gives the same operation."),
    UNKNOWN_OPERATION("The journal has no operation {operation}.", "List the operations there are."),
    UNKNOWN_WORKFLOW(
            "The operation {operation} of {subject} is of the kind {workflow}, which this program does not know.",
            "Resume it with a program that has this workflow."),
    STEPS_CHANGED(
            "The operation {operation} of {subject} was begun with other steps than {workflow} has now: {reason}",
            "Resume or undo it with the version of the program that began it."),
    NOT_UNDOABLE("The operation {operation} of {subject} cannot be undone: {reason}", "{advice}"),
    STILL_RUNNING(
            "{workflow} of {subject} was not over within {timeout}.", "It goes on; wait longer, or cancel it.", true),
    WAIT_INTERRUPTED(
            "Waiting for {workflow} of {subject} was interrupted.",
            "The operation goes on; wait again, or cancel it.",
            true),
    JOURNAL_IN_USE(
            "The journal {path} is open already, in this or another program.",
            "Use a journal of its own for each program, or end the other one.",
            true),
    JOURNAL_DAMAGED(
            "The journal {path} cannot be read: {reason}",
            "Restore it, or move it away and look at the hosts by hand."),
    JOURNAL_FAILED(
            "The journal {path} cannot be read or written: {reason}", "There must be room and permission to write it."),
    UNEXPECTED("{reason}", "This is a mistake in the program; report it with the stack trace.");

    private final String message;
    private final String hint;
    private final boolean retryable;

    OperationError(String message, String hint) {
        this(message, hint, false);
    }

    OperationError(String message, String hint, boolean retryable) {
        this.message = message;
        this.hint = hint;
        this.retryable = retryable;
    }

    @Override
    public String id() {
        return "operation-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public String hint() {
        return hint;
    }

    @Override
    public boolean retryable() {
        return retryable;
    }
}
