package io.vmm4j.exec;

/** What is known of a command whose answer did not arrive. */
public enum CommandFate {
    /** It never reached the host: nothing was changed, and it may be sent again. */
    NOT_RUN("did not run"),
    /** It was sent and the answer was lost: look for its effect before anything else. */
    MAY_HAVE_RUN("may have run"),
    /** It ran, was stopped before its end, and is known to be gone. */
    STOPPED("was stopped on the host"),
    /** It ran and could not be stopped, or nobody could tell: it may still be running. */
    MAY_STILL_RUN("may still be running");

    private final String words;

    CommandFate(String words) {
        this.words = words;
    }

    /** The fate as the end of a sentence that starts with "the command". */
    public String inWords() {
        return words;
    }
}
