package io.vmm4j.install;

/**
 * Something that is wrong with a {@link ResponseFile}.
 *
 * @param kind what
 * @param subject the key of the line, or the question where it is about one without a line
 * @param detail what it is about, for a person
 */
public record AnswerFinding(Kind kind, String subject, String detail) {

    /** What can be wrong. */
    public enum Kind {
        /** No question takes the line; the installer would not say so. */
        UNUSED,
        /** The question has neither an answer nor a default: the installation ends there. */
        UNANSWERED,
        /** The question has no answer, and the installer takes its default without a word. */
        DEFAULT_TAKEN,
        /** The key takes a question that is another line's, or misses one that it was needed for. */
        SWALLOWED,
        /** The answer is invalid and the installation ends there. */
        ABORTS,
        /** The answer is invalid, and the installer goes on with its default. */
        IGNORED,
        /** The answer is meant for a hash and would be taken for a password in the clear. */
        CLEAR_PASSWORD;
    }

    @Override
    public String toString() {
        return kind + " " + subject + ": " + detail;
    }
}
