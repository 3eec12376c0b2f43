package io.vmm4j.vmctl.internal;

import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Query;
import io.vmm4j.vmctl.Accepted;
import java.util.Optional;

/**
 * Reads the answer of a subcommand that either confirms what it did in one line, or fails in one. Exit status and text must
 * agree.
 *
 * @param <T> what the confirmation is read as
 */
public final class VmctlReader<T> implements Query.Reader<T> {

    private final Asked asked;
    private final Confirmation<T> confirmation;

    private VmctlReader(Asked asked, Confirmation<T> confirmation) {
        this.asked = asked;
        this.confirmation = confirmation;
    }

    /** A reader that waits for one line. */
    static <T> VmctlReader<T> confirmed(Asked asked, Confirmation<T> confirmation) {
        return new VmctlReader<>(asked, confirmation);
    }

    /** A reader for a subcommand that succeeds without a word. */
    public static Query.Reader<Accepted> silent(Asked asked) {
        return confirmed(
                asked, reply -> reply.succeeded() ? Optional.of(new Accepted(reply.allLines())) : Optional.empty());
    }

    @Override
    public T read(Answer answer) {
        Reply reply = new Reply(asked, answer);
        var failure = reply.failure();
        Optional<T> confirmed = confirmation.in(reply);
        if (!reply.succeeded()) {
            if (confirmed.isPresent()) {
                throw reply.contradiction("it failed, and said that it succeeded");
            }
            throw failure.orElseGet(reply::unrecognised);
        }
        if (failure.isPresent()) {
            throw reply.contradiction("it succeeded, and said that it failed");
        }
        return confirmed.orElseThrow(() -> reply.contradiction("it succeeded, and did not say so"));
    }

    /**
     * Finds the line that says it was done.
     *
     * @param <T> what the line is read as
     */
    @FunctionalInterface
    interface Confirmation<T> {

        /**
         * What the line says, or nothing if there is none.
         *
         * @throws io.vmm4j.vmctl.VmctlException if it confirms something that was not asked
         */
        Optional<T> in(Reply reply);
    }
}
