package io.vmm4j.media.internal;

import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.media.MediaSource;
import io.vmm4j.time.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How small texts are fetched: by the host with ftp(1), or by this program. */
final class Way {

    private static final int LARGEST_TEXT = 8 * 1024 * 1024;
    private static final Duration TEXT_LIMIT = Duration.ofMinutes(2);
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final CommandExecutor executor;
    private final Optional<MediaSource> source;
    private final Deadline deadline;

    Way(CommandExecutor executor, Optional<MediaSource> source, Deadline deadline) {
        this.executor = executor;
        this.source = source;
        this.deadline = deadline;
    }

    Deadline deadline() {
        return deadline;
    }

    /** What is left of the time, as a limit for a command. */
    Duration remaining() {
        Duration left = deadline.remaining();
        return left.isZero() ? SHORTEST : left;
    }

    /** The text behind a URL; empty if it cannot be had, which is noted. */
    Optional<String> text(URI url, Notes notes) {
        return source.isPresent() ? byProgram(source.get(), url, notes) : byHost(url, notes);
    }

    private static Optional<String> byProgram(MediaSource from, URI url, Notes notes) {
        try (InputStream stream = from.open(url, 0).bytes()) {
            byte[] bytes = stream.readNBytes(LARGEST_TEXT);
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            notes.failed(url, Reasons.of(e));
            return Optional.empty();
        }
    }

    private Optional<String> byHost(URI url, Notes notes) {
        Duration left = remaining();
        Command command = Command.read("ftp", "-MV", "-w", "30", "-o", "-", url.toString())
                .withOutputLimit(LARGEST_TEXT)
                .withTimeout(left.compareTo(TEXT_LIMIT) < 0 ? left : TEXT_LIMIT);
        Answer answer = new Query<>(command, one -> one).ask(executor);
        if (!answer.result().succeeded()) {
            List<String> said = answer.result().stderrLines();
            notes.failed(
                    url, said.isEmpty() ? "exit status " + answer.result().exitStatus() : said.get(said.size() - 1));
            return Optional.empty();
        }
        return Optional.of(answer.result().stdout());
    }
}
