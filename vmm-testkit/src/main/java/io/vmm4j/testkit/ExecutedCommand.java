package io.vmm4j.testkit;

import java.util.List;
import java.util.OptionalInt;

/**
 * A command that a simulated host was asked to run.
 *
 * @param argv what was asked for, before doas(1) or a shell was added; for a command that came over SSH the login shell's line
 * @param user as whom it was asked for
 * @param exitStatus its exit status, empty while it runs and for one that was stopped
 * @param roundTrip which round trip it belongs to, from 1: the commands of one {@code runAll} share one
 */
public record ExecutedCommand(List<String> argv, String user, OptionalInt exitStatus, int roundTrip) {

    public ExecutedCommand {
        argv = List.copyOf(argv);
    }

    /** The arguments joined by blanks, for reading. */
    public String line() {
        return String.join(" ", argv);
    }
}
