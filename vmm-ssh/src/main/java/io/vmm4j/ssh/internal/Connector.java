package io.vmm4j.ssh.internal;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.ChachaPolyCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.ssh.HostKeyException;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SSHException;
import org.jspecify.annotations.Nullable;

/** Makes connections: socket, key exchange, host key, login, each within the one deadline for all of them. */
final class Connector {

    /** How long the host may take for a single answer once the connection stands. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

    private final SshSettings settings;

    Connector(SshSettings settings) {
        this.settings = settings;
    }

    /**
     * Connects and logs in.
     *
     * @throws TransportException with fate NOT_RUN
     */
    SshConnection connect() {
        JdkCrypto.choose();
        Deadline deadline = Timeline.system().deadlineIn(settings.connectTimeout());
        HostKeys hostKeys = new HostKeys(settings.address(), settings.hostKeys());
        Credentials credentials = Credentials.load(settings);
        HostKeyException refusal = null;
        for (List<Factory.Named<KeyAlgorithm>> kinds : hostKeys.attempts()) {
            try {
                return attempt(kinds, hostKeys, credentials, deadline);
            } catch (HostKeyException e) {
                refusal = e;
            }
        }
        throw refusal == null ? hostKeys.noKnownKind() : refusal;
    }

    private SshConnection attempt(
            List<Factory.Named<KeyAlgorithm>> kinds, HostKeys hostKeys, Credentials credentials, Deadline deadline) {
        DefaultConfig config = config(kinds);
        SSHClient client = new SSHClient(config);
        AtomicBoolean late = new AtomicBoolean();
        Socket socket = null;
        Timeline.Scheduled guard = null;
        try {
            Socket connected = SocketOpener.open(settings, deadline);
            socket = connected;
            guard = Timeline.system().schedule(deadline.remaining(), () -> {
                late.set(true);
                closeQuietly(connected);
            });
            client.setSocketFactory(new SingleSocketFactory(connected));
            client.setTimeout(millis(deadline.remaining()));
            client.getTransport().setTimeoutMs(millis(deadline.remaining()));
            client.getConnection().setTimeoutMs(millis(ANSWER_LIMIT));
            client.addHostKeyVerifier(hostKeys);
            client.connect(settings.address().host(), settings.address().port());
            // sshj has one list for the host's keys and for the user's: the user's may be of any kind.
            config.setKeyAlgorithms(HostKeys.ALL);
            credentials.login(client);
            config.setKeyAlgorithms(kinds);
            client.getTransport().setTimeoutMs(millis(ANSWER_LIMIT));
            return new SshConnection(settings, client, connected);
        } catch (IOException e) {
            abandon(client, socket);
            throw failure(e, hostKeys, late.get() || deadline.expired());
        } catch (IllegalStateException e) {
            IOException cause = causeOfDeath(client, e);
            abandon(client, socket);
            throw failure(cause, hostKeys, late.get() || deadline.expired());
        } catch (RuntimeException e) {
            abandon(client, socket);
            throw e;
        } finally {
            if (guard != null) {
                guard.cancel();
            }
        }
    }

    /** A host that hangs up at once may be gone before sshj looks, which then says only that there is no connection. */
    private static IOException causeOfDeath(SSHClient client, IllegalStateException otherwise) {
        try {
            client.getTransport().join(1, TimeUnit.SECONDS);
        } catch (IOException e) {
            return e;
        }
        return new IOException(otherwise.getMessage(), otherwise);
    }

    private static DefaultConfig config(List<Factory.Named<KeyAlgorithm>> kinds) {
        DefaultConfig config = new QuietConfig();
        config.setLoggerFactory(new QuietLoggers());
        config.setKeyAlgorithms(kinds);
        return config;
    }

    /** Does not go through all ciphers that sshj knows, which it does aloud, before it can be given its loggers. */
    private static final class QuietConfig extends DefaultConfig {

        @Override
        protected void initCipherFactories() {
            // The JDK has AES in hardware; ChaCha20 in Java is several times slower.
            setCipherFactories(List.of(
                    GcmCiphers.AES128GCM(),
                    GcmCiphers.AES256GCM(),
                    BlockCiphers.AES128CTR(),
                    BlockCiphers.AES256CTR(),
                    ChachaPolyCiphers.CHACHA_POLY_OPENSSH()));
        }
    }

    private TransportException failure(IOException cause, HostKeys hostKeys, boolean late) {
        HostKeyException refusal = hostKeys.refusal();
        if (refusal != null) {
            return refusal;
        }
        if (cause instanceof SSHException && Reasons.of(cause).contains("settlement of HostKeyAlgorithms")) {
            return hostKeys.noKnownKind();
        }
        boolean silent = late
                || cause instanceof SocketTimeoutException
                || Reasons.of(cause).contains("Timeout expired");
        Problem problem = Problem.of(silent ? ExecError.CONNECTION_TIMEOUT : ExecError.CONNECTION_FAILED)
                .with("target", settings.address())
                .with("timeout", Reasons.inWords(settings.connectTimeout()))
                .with("reason", reason(cause, late));
        return new TransportException(problem, CommandFate.NOT_RUN, cause);
    }

    private static String reason(IOException cause, boolean late) {
        if (late) {
            return "it did not finish the SSH handshake";
        }
        return cause instanceof UnknownHostException ? "unknown host " + Reasons.of(cause) : Reasons.of(cause);
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(Math.max(1, Math.min(duration.toMillis(), Integer.MAX_VALUE)));
    }

    private static void abandon(SSHClient client, @Nullable Socket socket) {
        if (socket != null) {
            closeQuietly(socket);
        }
        closeQuietly(client);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It is being thrown away because something else went wrong, and that is reported.
        }
    }
}
