package io.vmm4j.exec.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.FileTransfer;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.Privilege;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.TransferException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * File transfer by commands that every Unix has, so that it works through every transport and as root by doas(1).
 *
 * <p>{@code cat} sees end of file when a connection breaks and ends with success, so the size is compared on the host before
 * the file gets its name.
 */
public final class CommandFiles implements FileTransfer {

    /** $1 path, $2 size, $3 mode. What fails prints why and leaves no temporary file. */
    private static final String WRITE = "umask 077;"
            + " if [ -d \"$1\" ]; then echo \"$1: Is a directory\" >&2; exit 1; fi;"
            + " t=$(mktemp \"$1.XXXXXXXXXX\") || exit 1;"
            + " if cat >\"$t\" && s=$(wc -c <\"$t\") && [ $s -eq $2 ] && chmod \"$3\" \"$t\" && mv -f \"$t\" \"$1\";"
            + " then exit 0; fi;"
            + " rm -f \"$t\"; echo \"$1: not written, $s of $2 bytes arrived\" >&2; exit 1";

    /** $1 path, $2 the most bytes wanted. Prints the size on a line of its own, then the content. */
    private static final String READ =
            "if [ ! -e \"$1\" ]; then echo \"$1: No such file or directory\" >&2; exit 1; fi;"
                    + " if [ ! -f \"$1\" ]; then echo \"$1: not a regular file\" >&2; exit 1; fi;"
                    + " s=$(wc -c <\"$1\") || exit 1;"
                    + " if [ $s -gt $2 ]; then echo \"$1: $s bytes, more than $2\" >&2; exit 1; fi;"
                    + " echo $s && cat <\"$1\"";

    /** Room for the line with the size, and for what the host complains about. */
    private static final int OVERHEAD = 64 * 1024;

    private final CommandExecutor executor;

    /** Transfers by this executor. */
    public CommandFiles(CommandExecutor executor) {
        this.executor = executor;
    }

    @Override
    public void write(String path, byte[] content, int mode, Privilege privilege) {
        send(path, Input.of(content), content.length, mode, privilege, Command.DEFAULT_TIMEOUT);
    }

    @Override
    public void upload(Path source, String path, int mode, Privilege privilege, Duration timeout) {
        long size;
        try {
            size = Files.size(source);
        } catch (IOException e) {
            throw failure(path, "written", "the source cannot be read here: " + Reasons.of(e), e);
        }
        send(path, Input.file(source), size, mode, privilege, timeout);
    }

    private void send(String path, Input content, long size, int mode, Privilege privilege, Duration timeout) {
        Command command = Command.idempotent(
                        "sh", "-c", WRITE, "sh", requireAbsolute(path), Long.toString(size), octal(mode))
                .withStdin(content)
                .withPrivilege(privilege)
                .withTimeout(timeout);
        new Query<>(command, answer -> succeeded(path, "written", answer.result())).ask(executor);
    }

    @Override
    public byte[] read(String path, int limit, Privilege privilege) {
        Command command = reading(path, limit, privilege);
        CommandResult result = new Query<>(
                        command.withOutputLimit(Math.addExact(limit, OVERHEAD)),
                        answer -> succeeded(path, "read", answer.result()))
                .ask(executor);
        SizedContent content = new SizedContent(OutputStream.nullOutputStream());
        byte[] printed = result.stdoutBytes();
        int start;
        try {
            start = content.accept(printed, 0, printed.length);
        } catch (IOException e) {
            throw failure(path, "read", Reasons.of(e), e);
        }
        requireWhole(path, content);
        byte[] bytes = new byte[printed.length - start];
        System.arraycopy(printed, start, bytes, 0, bytes.length);
        return bytes;
    }

    @Override
    public long download(String path, OutputStream sink, Privilege privilege, Duration timeout) {
        SizedContent content = new SizedContent(sink);
        CollectingSink complaints = new CollectingSink(Command.DEFAULT_OUTPUT_LIMIT);
        Command command = reading(path, Long.MAX_VALUE, privilege).withTimeout(timeout);
        try (RunningCommand running = executor.start(command, new DownloadSink(content, complaints))) {
            Exit exit = running.await();
            Answer end = new Answer(executor.target(), command, complaints.result(exit));
            new Query<>(command, answer -> succeeded(path, "read", answer.result())).read(end);
        }
        requireWhole(path, content);
        return content.received();
    }

    private static Command reading(String path, long limit, Privilege privilege) {
        return Command.read("sh", "-c", READ, "sh", requireAbsolute(path), Long.toString(limit))
                .withPrivilege(privilege);
    }

    private void requireWhole(String path, SizedContent content) {
        if (content.received() < content.announced()) {
            throw failure(path, "read", content.received() + " of " + content.announced() + " bytes arrived", null);
        }
    }

    private static String requireAbsolute(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path on the host must be absolute: " + path);
        }
        return path;
    }

    private static String octal(int mode) {
        if (mode < 0 || mode > 07777) {
            throw new IllegalArgumentException("a file's mode is 0 to 07777: 0" + Integer.toOctalString(mode));
        }
        return Integer.toOctalString(mode);
    }

    private CommandResult succeeded(String path, String action, CommandResult result) {
        if (!result.succeeded()) {
            String complaint = result.stderr().strip();
            throw failure(path, action, complaint.isEmpty() ? "exit status " + result.exitStatus() : complaint, null);
        }
        return result;
    }

    private TransferException failure(String path, String action, String reason, @Nullable Throwable cause) {
        return new TransferException(
                Problem.of(ExecError.TRANSFER_FAILED)
                        .with("path", path)
                        .with("target", executor.target())
                        .with("action", action)
                        .with("reason", reason),
                cause);
    }

    /** Content to one place, complaints to another. */
    private record DownloadSink(SizedContent content, CollectingSink complaints) implements io.vmm4j.exec.OutputSink {

        @Override
        public void stdout(byte[] buffer, int offset, int length) throws IOException {
            content.accept(buffer, offset, length);
        }

        @Override
        public void stderr(byte[] buffer, int offset, int length) throws IOException {
            complaints.stderr(buffer, offset, length);
        }
    }
}
