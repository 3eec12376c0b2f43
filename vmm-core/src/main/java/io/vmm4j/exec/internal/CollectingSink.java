package io.vmm4j.exec.internal;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.TransportException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Keeps what a command prints, up to a limit for each stream. Thread safe. */
public final class CollectingSink implements OutputSink {

    private final int limit;
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream(256);
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream(64);

    /** A sink that takes this many bytes of each stream and refuses more. */
    public CollectingSink(int limit) {
        this.limit = limit;
    }

    /** Runs a command to its end and collects its output; failures carry the last lines in their transcript. */
    public static CommandResult run(CommandExecutor executor, Command command) {
        CollectingSink sink = new CollectingSink(command.outputLimit());
        try (RunningCommand running = executor.start(command, sink)) {
            return sink.result(running.await());
        } catch (TransportException e) {
            e.addToTranscript(
                    Transcripts.unfinished(executor.target(), command, sink.stdoutSoFar(), sink.stderrSoFar()));
            throw e;
        }
    }

    @Override
    public void stdout(byte[] buffer, int offset, int length) throws IOException {
        keep(stdout, buffer, offset, length);
    }

    @Override
    public void stderr(byte[] buffer, int offset, int length) throws IOException {
        keep(stderr, buffer, offset, length);
    }

    private void keep(ByteArrayOutputStream kept, byte[] buffer, int offset, int length) throws IOException {
        if (length > limit - kept.size()) {
            throw new OutputLimitExceeded(limit);
        }
        kept.write(buffer, offset, length);
    }

    /** What was kept, as the result of a command that ended like this. */
    public CommandResult result(Exit exit) {
        return new CommandResult(exit, stdout.toByteArray(), stderr.toByteArray());
    }

    /** What was kept of standard output so far. */
    public byte[] stdoutSoFar() {
        return stdout.toByteArray();
    }

    /** What was kept of standard error so far. */
    public byte[] stderrSoFar() {
        return stderr.toByteArray();
    }
}
