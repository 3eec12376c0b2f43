package io.vmm4j.plan;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/** What can go wrong when a plan is applied. */
public enum PlanError implements ErrorCode {
    STALE(
            "{target} has changed since the plan was made: {what}.",
            "Make the plan anew, look at it, and apply that one."),
    FILE_REFUSED(
            "The new {path} was refused by {checker} on {target}: {reason}",
            "Nothing of the file was changed. Correct what it says; the lines are those of the new file."),
    STEP_FAILED(
            "The step \"{step}\" failed on {target}: {reason}",
            "What was done before it was taken back as far as it can be; the exception lists what remains."),
    STEP_WITHOUT_EFFECT(
            "The step \"{step}\" was done on {target}, but is not in effect: {reason}",
            "What was done before it was taken back as far as it can be. See the end of /var/log/daemon for the cause."),
    INTERRUPTED(
            "The connection to {target} was lost during \"{step}\"; whether that was done is not known.",
            "Make the plan anew: it holds what is still to be done.",
            true),
    NOT_CONFIRMED(
            "{target} let in no new connection after the change, so everything was taken back: {reason}",
            "Look at the plan for what keeps out whoever logs in: a rule of pf.conf(5), an address that moves. The"
                    + " connection of the moment goes on working by its state and shows nothing."),
    ON_PROBATION(
            "The connection to {target} was lost during \"{step}\", and nobody confirmed the plan: the host takes back"
                    + " by itself what was done, {seconds} seconds after that at the latest.",
            "Wait for that, look at the host, and make the plan anew. Should it be restarted before, what was done is"
                    + " taken back when the next plan is applied.",
            true),
    LOCKED(
            "Somebody else is changing {target}: {owner}, until {expiry} at the latest.",
            "Try again when they have finished. A lock that its owner has left behind ends by itself at that time.",
            true);

    private final String message;
    private final String hint;
    private final boolean retryable;

    PlanError(String message, String hint) {
        this(message, hint, false);
    }

    PlanError(String message, String hint, boolean retryable) {
        this.message = message;
        this.hint = hint;
        this.retryable = retryable;
    }

    @Override
    public String id() {
        return "plan-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
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
