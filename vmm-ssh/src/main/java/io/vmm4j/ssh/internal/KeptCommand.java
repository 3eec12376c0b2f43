package io.vmm4j.ssh.internal;

import io.vmm4j.error.Transcript;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.Signal;
import io.vmm4j.exec.internal.ManagedCommand;
import io.vmm4j.exec.internal.Marks;
import io.vmm4j.exec.internal.Transcripts;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalInt;

/** A command that a kept shell runs: its output ends, on both streams, at marks. */
final class KeptCommand extends ManagedCommand implements OutputSink {

    private final KeptShell shell;
    private final Terminator terminator;
    private final UntilMark stdout;
    private final UntilMark stderr;

    KeptCommand(KeptShell shell, Command command, Terminator terminator) {
        super(command, shell.connection().target(), Timeline.system());
        this.shell = shell;
        this.terminator = terminator;
        this.stdout = new UntilMark(command.outputLimit());
        this.stderr = new UntilMark(command.outputLimit());
    }

    /** Sends it to the shell. */
    void launch() throws IOException {
        armTimeout();
        try {
            shell.run(this);
        } catch (IOException e) {
            shellEnded(e);
            throw e;
        }
    }

    void expect(Marks marks, int index) {
        stdout.expect(marks.end(index));
        stderr.expect(marks.end(index));
    }

    @Override
    public void stdout(byte[] buffer, int offset, int length) {
        take(stdout, buffer, offset, length);
    }

    @Override
    public void stderr(byte[] buffer, int offset, int length) {
        take(stderr, buffer, offset, length);
    }

    private void take(UntilMark stream, byte[] buffer, int offset, int length) {
        if (decided()) {
            return;
        }
        try {
            stream.append(buffer, offset, length);
            OptionalInt status = stdout.status();
            if (status.isPresent() && stderr.status().isPresent()) {
                ended(status.getAsInt(), Optional.empty());
            }
        } catch (IOException e) {
            outputRefused(e);
        }
    }

    /** What it printed, once {@link #await()} has returned. */
    CommandResult result(Exit exit) {
        return new CommandResult(exit, stdout.content(), stderr.content());
    }

    /** What it has printed so far, for an error. */
    Transcript.Entry unfinished() {
        return Transcripts.unfinished(shell.connection().target(), command(), stdout.content(), stderr.content());
    }

    void shellEnded(IOException cause) {
        broken(connectionLost(CommandFate.MAY_HAVE_RUN, cause));
    }

    @Override
    public OutputStream stdin() {
        throw new IllegalStateException("the input of this command is not interactive: " + command());
    }

    @Override
    public void signal(Signal signal) {
        terminator.signal(shell.channel(), shell.marked(), command().privilege(), signal);
    }

    @Override
    protected CommandFate terminate() {
        return terminator.terminate(shell.channel(), shell.marked(), command().privilege());
    }

    @Override
    protected void release() {
        // The shell goes back to where it came from, or is thrown away, by whoever took it.
    }
}
