package io.vmm4j.ssh.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Effect;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.Tunnel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A host whose connection may come and go. The first caller that needs a session makes it, for all of them, and again when it
 * is dead; what was cut off is done once more if nothing speaks against it. Thread safe.
 */
public final class RemoteHost {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final String target;
    private final Supplier<? extends RemoteSession> connect;
    private final Duration connectTimeout;
    private @Nullable CompletableFuture<RemoteSession> current;
    private boolean closed;

    private RemoteHost(String target, Supplier<? extends RemoteSession> connect, Duration connectTimeout) {
        this.target = target;
        this.connect = connect;
        this.connectTimeout = connectTimeout;
    }

    /** A host reached by sshj; connects. */
    public static RemoteHost bySshj(SshSettings settings) {
        return connected(new RemoteHost(
                settings.address().toString(), () -> SshSession.open(settings), settings.connectTimeout()));
    }

    /** A host reached by the system's own ssh; connects. */
    public static RemoteHost byOpenSsh(OpenSshSettings settings) {
        return connected(
                new RemoteHost(settings.target(), () -> OpenSshSession.open(settings), settings.connectTimeout()));
    }

    private static RemoteHost connected(RemoteHost host) {
        host.session();
        return host;
    }

    /** The host as error messages name it. */
    public String target() {
        return target;
    }

    /**
     * Runs a command.
     *
     * @param plainly how to run it by a session of its own
     */
    public CommandResult run(Command command, Supplier<CommandResult> plainly) {
        return repeating(command.effect(), session -> {
            Optional<CommandResult> result = session.runFast(command);
            return result.isPresent() ? result.get() : plainly.get();
        });
    }

    /** Runs a batch, in one round trip if it is not too long. */
    public List<CommandResult> runAll(Batch batch) {
        return BatchParts.run(
                batch, part -> session().fits(part), part -> repeating(part.effect(), session -> session.runAll(part)));
    }

    /** Starts a command. */
    public RunningCommand start(Command command, OutputSink output) {
        return session().start(command, output);
    }

    /** Starts a command on a terminal. */
    public Terminal openTerminal(Command command, TerminalSize size, OutputSink output) {
        return session().openTerminal(command, size, output);
    }

    /** Opens a tunnel. */
    public Tunnel openTunnel(String host, int port, Duration timeout) {
        return session().openTunnel(host, port, timeout);
    }

    private <T> T repeating(Effect effect, Function<RemoteSession, T> action) {
        try {
            return action.apply(session());
        } catch (TransportException e) {
            boolean harmless = effect == Effect.READ || e.fate() == CommandFate.NOT_RUN;
            if (e.code() == ExecError.CONNECTION_LOST && harmless && !isClosed()) {
                return action.apply(session());
            }
            throw e;
        }
    }

    private RemoteSession session() {
        CompletableFuture<RemoteSession> wanted;
        boolean mine;
        synchronized (this) {
            if (closed) {
                throw new TransportException(
                        Problem.of(ExecError.EXECUTOR_CLOSED).with("target", target), CommandFate.NOT_RUN, null);
            }
            CompletableFuture<RemoteSession> existing = current;
            mine = existing == null || isDead(existing);
            wanted = existing == null || mine ? new CompletableFuture<>() : existing;
            current = wanted;
        }
        if (mine) {
            open(wanted);
        }
        return await(wanted);
    }

    private static boolean isDead(CompletableFuture<RemoteSession> future) {
        if (future.isCompletedExceptionally()) {
            return true;
        }
        RemoteSession session = future.getNow(null);
        return session != null && !session.alive();
    }

    private void open(CompletableFuture<RemoteSession> wanted) {
        try {
            RemoteSession session = connect.get();
            wanted.complete(session);
            if (isClosed()) {
                session.close();
            }
        } catch (RuntimeException e) {
            wanted.completeExceptionally(e);
        }
    }

    private RemoteSession await(CompletableFuture<RemoteSession> wanted) {
        try {
            return wanted.get(connectTimeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw notConnected("another thread was still connecting", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notConnected("interrupted", new IOException(e));
        }
    }

    private TransportException notConnected(String reason, Throwable cause) {
        return new TransportException(
                Problem.of(ExecError.CONNECTION_FAILED).with("target", target).with("reason", reason),
                CommandFate.NOT_RUN,
                cause);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Ends the session, if there is one, and makes no other. */
    public void close() {
        CompletableFuture<RemoteSession> existing;
        synchronized (this) {
            closed = true;
            existing = current;
        }
        RemoteSession session = existing == null || existing.isCompletedExceptionally() ? null : existing.getNow(null);
        if (session != null) {
            session.close();
        }
    }
}
