package io.vmm4j.media.internal;

import io.vmm4j.HostPath;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Effect;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.media.FetchOptions;
import io.vmm4j.media.MediaError;
import io.vmm4j.media.MediaException;
import io.vmm4j.media.MediaSource;
import io.vmm4j.media.Medium;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;

/** Gets a file from one place after the other into the hidden directory, and gives it its name if it is the right one. */
final class Download {

    private final HostContext context;
    private final HostPath directory;
    private final Medium medium;
    private final Sums.Sum wanted;
    private final String trust;
    private final FetchOptions options;
    private final Way way;
    private final Arrival arrival;

    /** Who is told what has come. */
    @FunctionalInterface
    interface Arrival {
        void arrived(URI url, long bytes);
    }

    Download(
            HostContext context,
            HostPath directory,
            Medium medium,
            Sums.Sum wanted,
            String trust,
            FetchOptions options,
            Way way,
            Arrival arrival) {
        this.context = context;
        this.directory = directory;
        this.medium = medium;
        this.wanted = wanted;
        this.trust = trust;
        this.options = options;
        this.way = way;
        this.arrival = arrival;
    }

    /** One attempt, from a position on; 0 starts anew, whatever is there. */
    Attempt from(URI url, long position) {
        if (options.source().isEmpty()) {
            return run(url, command("ftp", url, position, 0));
        }
        try {
            MediaSource.Content content = options.source().get().open(url, position);
            try (InputStream bytes = content.bytes()) {
                Command command =
                        command("stdin", url, content.offset(), content.total().orElse(0));
                return run(url, command.withStdin(Input.stream(bytes)));
            }
        } catch (IOException e) {
            return new Attempt(Attempt.Outcome.FAILED, position, position, Reasons.of(e));
        }
    }

    private Command command(String how, URI url, long position, long total) {
        return Command.of(
                        Effect.IDEMPOTENT,
                        List.of(
                                "sh",
                                "-c",
                                MediaScripts.FETCH,
                                "sh",
                                directory.resolve(medium.guest()).value(),
                                wanted.file(),
                                how,
                                url.toString(),
                                Long.toString(2 * options.patience().toSeconds()),
                                wanted.algorithm().toString(),
                                wanted.digest(),
                                RecordJson.beginning(
                                        medium,
                                        wanted.algorithm(),
                                        trust,
                                        url,
                                        context.timeline().now()),
                                Long.toString(position),
                                Long.toString(total),
                                Long.toString(Math.max(1, way.remaining().toSeconds()))))
                .withPrivilege(context.privilege())
                .withTimeout(way.remaining());
    }

    private Attempt run(URI url, Command command) {
        ScriptOutput output = new ScriptOutput(bytes -> arrival.arrived(url, bytes));
        CommandResult result;
        try (RunningCommand running = context.executor().start(command, output)) {
            Exit exit = running.await();
            result = output.result(exit);
        }
        return new Query<>(command, this::read).read(new Answer(context.target(), command, result));
    }

    private Attempt read(Answer answer) {
        CommandResult result = answer.result();
        if (result.exitStatus() == MediaScripts.HELD || result.exitStatus() == MediaScripts.MOVED) {
            return new Attempt(Attempt.Outcome.HELD, 0, 0, "");
        }
        if (!result.succeeded()) {
            throw new MediaException(Problem.of(MediaError.STORE_FAILED)
                    .with("path", directory)
                    .with("target", answer.target())
                    .with(
                            "reason",
                            result.stderr().isBlank()
                                    ? "exit status " + result.exitStatus()
                                    : result.stderr().strip()));
        }
        return Attempt.read(result.stdoutLines());
    }
}
