package io.vmm4j.exec;

import io.vmm4j.error.Transcript;
import io.vmm4j.exec.internal.Transcripts;
import java.util.Objects;

/**
 * What a host said to a command.
 *
 * @param target the host, as the executor names it
 * @param command what it was asked
 * @param result how the command ended and what it printed
 */
public record Answer(String target, Command command, CommandResult result) {

    public Answer {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(result, "result");
    }

    /** The answer as an entry of an error's transcript, without secrets. */
    public Transcript.Entry transcript() {
        return Transcripts.finished(target, command, result);
    }
}
