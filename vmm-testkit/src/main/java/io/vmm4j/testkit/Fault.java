package io.vmm4j.testkit;

/** What becomes of a round trip that a {@link FaultyExecutor} spoils. */
public enum Fault {
    /** No connection comes about: nothing is run, and the caller is told so. */
    REFUSED,
    /** The connection breaks before the host has run anything, which the caller cannot know. */
    LOST_BEFORE,
    /** The connection breaks when the host has run the first command of a batch; a single command is run. */
    LOST_MIDWAY,
    /** The host runs everything, and the connection breaks before the answer arrives. */
    LOST_AFTER,
    /** Nothing is run and nothing is answered until the time limit passes; the command is known to be gone then. */
    HUNG_BEFORE,
    /** The host runs everything, and nothing is answered until the time limit passes; the command may still be running. */
    HUNG_AFTER
}
