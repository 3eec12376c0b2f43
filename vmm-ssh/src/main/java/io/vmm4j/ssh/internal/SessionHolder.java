package io.vmm4j.ssh.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.TransportException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The session of an executor: made by the first caller that needs one, for all of them, and made again when it is dead. */
public final class SessionHolder {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final SshSettings settings;
    private @Nullable CompletableFuture<SshSession> current;
    private boolean closed;

    /** A holder that has not connected yet. */
    public SessionHolder(SshSettings settings) {
        this.settings = settings;
    }

    /**
     * A session that is alive as far as is known.
     *
     * @throws TransportException with fate NOT_RUN
     */
    public SshSession get() {
        CompletableFuture<SshSession> wanted;
        boolean mine;
        synchronized (this) {
            if (closed) {
                throw closedException();
            }
            CompletableFuture<SshSession> existing = current;
            mine = existing == null || isDead(existing);
            wanted = mine || existing == null ? new CompletableFuture<>() : existing;
            current = wanted;
        }
        if (mine) {
            connect(wanted);
        }
        return await(wanted);
    }

    private static boolean isDead(CompletableFuture<SshSession> future) {
        if (future.isCompletedExceptionally()) {
            return true;
        }
        SshSession session = future.getNow(null);
        return session != null && !session.alive();
    }

    private void connect(CompletableFuture<SshSession> wanted) {
        try {
            SshSession session = SshSession.open(settings);
            wanted.complete(session);
            if (closed()) {
                session.close();
            }
        } catch (RuntimeException e) {
            wanted.completeExceptionally(e);
        }
    }

    private SshSession await(CompletableFuture<SshSession> wanted) {
        try {
            long limit = settings.connectTimeout().plus(GRACE).toMillis();
            return wanted.get(limit, TimeUnit.MILLISECONDS);
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
                Problem.of(ExecError.CONNECTION_FAILED)
                        .with("target", settings.address())
                        .with("reason", reason),
                CommandFate.NOT_RUN,
                cause);
    }

    private TransportException closedException() {
        return new TransportException(
                Problem.of(ExecError.EXECUTOR_CLOSED).with("target", settings.address()), CommandFate.NOT_RUN, null);
    }

    /** Whether {@link #close()} was called. */
    public synchronized boolean closed() {
        return closed;
    }

    /** Ends the session, if there is one, and makes no other. */
    public void close() {
        CompletableFuture<SshSession> existing;
        synchronized (this) {
            closed = true;
            existing = current;
        }
        SshSession session = existing == null || existing.isCompletedExceptionally() ? null : existing.getNow(null);
        if (session != null) {
            session.close();
        }
    }
}
