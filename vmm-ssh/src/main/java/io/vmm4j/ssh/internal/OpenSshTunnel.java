package io.vmm4j.ssh.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.Tunnel;
import io.vmm4j.exec.internal.IoThreads;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.exec.internal.TimedPipe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A connection that the host makes for us: the standard streams of {@code ssh -W}. That it stands is only said among ssh's
 * debugging messages.
 */
final class OpenSshTunnel implements Tunnel, OutputSink {

    private static final Duration FIRST_READ_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final String ESTABLISHED = "master session id";

    private final TimedPipe incoming = new TimedPipe(FIRST_READ_TIMEOUT);
    private final InputStream input = incoming.source();
    private final CompletableFuture<Boolean> established = new CompletableFuture<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final RunningCommand client;

    private OpenSshTunnel(OpenSshMaster master, String host, int port) {
        String address = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        client = master.start(
                Command.oneShot("ssh").withStdin(Input.interactive()),
                List.of("-o", "LogLevel=DEBUG1", "-W", address),
                List.of(),
                LONGEST,
                this);
        IoThreads.run(this::follow);
    }

    /** Asks the host to connect, and waits for its answer. */
    static Tunnel open(OpenSshMaster master, String host, int port, Duration timeout) {
        OpenSshTunnel tunnel = new OpenSshTunnel(master, host, port);
        String reason;
        try {
            if (tunnel.established.get(Math.max(1, timeout.toMillis()), TimeUnit.MILLISECONDS)) {
                return tunnel;
            }
            reason = tunnel.complaint();
        } catch (ExecutionException e) {
            reason = Reasons.of(e);
        } catch (TimeoutException e) {
            reason = "no answer within " + Reasons.inWords(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reason = "interrupted";
        }
        tunnel.close();
        throw new TransportException(
                Problem.of(ExecError.TUNNEL_FAILED)
                        .with("target", master.target())
                        .with("host", host)
                        .with("port", port)
                        .with("reason", reason),
                CommandFate.NOT_RUN,
                null);
    }

    private void follow() {
        try {
            client.await();
            incoming.end();
        } catch (TransportException e) {
            incoming.fail(new IOException(e));
        } finally {
            established.complete(false);
        }
    }

    private String complaint() {
        synchronized (said) {
            return said.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("debug"))
                    .filter(line -> !line.isBlank() && !line.startsWith("OpenSSH_"))
                    .reduce((first, second) -> second)
                    .orElse("ssh gave no reason");
        }
    }

    @Override
    public void stdout(byte[] buffer, int offset, int length) throws IOException {
        established.complete(true);
        incoming.write(buffer, offset, length);
    }

    @Override
    public void stderr(byte[] buffer, int offset, int length) {
        synchronized (said) {
            if (!established.isDone()) {
                said.write(buffer, offset, length);
                if (said.toString(StandardCharsets.UTF_8).contains(ESTABLISHED)) {
                    established.complete(true);
                }
            }
        }
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return new Flushing(client.stdin());
    }

    @Override
    public void setReadTimeout(Duration timeout) {
        incoming.setReadTimeout(timeout);
    }

    @Override
    public void close() {
        incoming.fail(new IOException("closed"));
        client.cancel();
    }

    /** Hands each piece on at once: the pipe to a process is buffered. */
    private static final class Flushing extends OutputStream {

        private final OutputStream out;

        Flushing(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            out.flush();
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
