package io.vmm4j.ssh.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.IoThreads;
import io.vmm4j.exec.internal.LoginShell;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.ssh.SshError;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that is logged in. It knows whether it is alive: sshj's own word for it stays true when the other side has
 * stopped answering, and its keep-alive waits behind a writer that is stuck.
 */
final class SshConnection {

    private static final Logger LOG = LoggerFactory.getLogger(SshConnection.class);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final int MISSED_BEATS = 3;
    private static final int REFUSALS = 5;
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final SshSettings settings;
    private final SSHClient client;
    private final Socket socket;
    private final ChannelGate gate;
    private final LoginShell loginShell = new LoginShell();
    private volatile @Nullable Throwable death;
    private volatile Timeline.@Nullable Scheduled nextBeat;

    SshConnection(SshSettings settings, SSHClient client, Socket socket) {
        this.settings = settings;
        this.client = client;
        this.socket = socket;
        this.gate = new ChannelGate(settings.channels());
        client.getTransport()
                .setDisconnectListener((reason, message) -> died(
                        new IOException(message == null || message.isEmpty() ? "the connection was closed" : message)));
        scheduleBeat();
    }

    Connection protocol() {
        return client.getConnection();
    }

    /** Whether somebody waits for a session to end. */
    boolean contended() {
        return gate.contended();
    }

    boolean alive() {
        return death == null;
    }

    /** What reads the text of an exec request. */
    LoginShell loginShell() {
        return loginShell;
    }

    String target() {
        return settings.address().toString();
    }

    /**
     * Opens a session.
     *
     * @param makeRoom closes a session that nobody needs, if there is one
     * @throws TransportException with fate NOT_RUN
     */
    ExecChannel openChannel(Deadline deadline, Runnable makeRoom, ExecChannel.Listener listener) {
        try {
            int alone = 0;
            while (gate.enter(deadline, makeRoom)) {
                long seen = gate.departures();
                ExecChannel channel = new ExecChannel(this, gate, listener);
                if (!alive()) {
                    // Attached too late to be told of the end, it would wait for an answer that cannot come.
                    channel.finishOff();
                    throw new ConnectionException("the connection has ended");
                }
                try {
                    channel.openAndTell();
                    return channel;
                } catch (OpenFailException e) {
                    LOG.debug("{} refused a session: {}", target(), e.getMessage());
                    if (!gate.awaitAnother(deadline, seen, makeRoom)) {
                        // sshd counts a session that was closed just now for a moment longer.
                        if (++alone > REFUSALS || deadline.expired()) {
                            throw notRun(Problem.of(SshError.NO_SESSION), e);
                        }
                        Timeline.system().sleep(MOMENT);
                    }
                }
            }
        } catch (SSHException e) {
            Throwable cause = death;
            throw notRun(
                    Problem.of(ExecError.CONNECTION_LOST).with("command", "(not sent)"), cause == null ? e : cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notRun(Problem.of(SshError.NO_SESSION), e);
        }
        throw notRun(Problem.of(SshError.NO_SESSION), new IOException("all sessions were busy until the timeout"));
    }

    private TransportException notRun(Problem problem, Throwable cause) {
        return new TransportException(
                problem.with("target", target()).with("reason", Reasons.of(cause)), CommandFate.NOT_RUN, cause);
    }

    /** Asks the other side for a sign of life and waits for it; what it sent before has then arrived. */
    boolean ping(Duration patience) {
        CountDownLatch answered = new CountDownLatch(1);
        IoThreads.run(() -> {
            try {
                // A server that does not know the request answers with a refusal, which is as good.
                SSHPacket answer = protocol()
                        .sendGlobalRequest("keepalive@openssh.com", true, new byte[0])
                        .tryRetrieve(patience.toMillis(), TimeUnit.MILLISECONDS);
                if (answer != null) {
                    answered.countDown();
                }
            } catch (SSHException e) {
                if (alive() && isRefusal(e)) {
                    answered.countDown();
                }
            }
        });
        try {
            return answered.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isRefusal(SSHException e) {
        String message = e.getMessage();
        return message != null && message.contains("Global request");
    }

    private void scheduleBeat() {
        nextBeat = Timeline.system().schedule(settings.heartbeat(), () -> IoThreads.run(this::beat));
    }

    private void beat() {
        if (!alive()) {
            return;
        }
        if (ping(settings.heartbeat().multipliedBy(MISSED_BEATS - 1L))) {
            scheduleBeat();
        } else if (alive()) {
            kill(new IOException(
                    "no answer for " + Reasons.inWords(settings.heartbeat().multipliedBy(MISSED_BEATS))));
        }
    }

    private void died(Throwable cause) {
        if (death == null) {
            death = cause;
        }
        Timeline.Scheduled beat = nextBeat;
        if (beat != null) {
            beat.cancel();
        }
    }

    /** Ends the connection without a word; whoever waits for it or is stuck in writing to it is set free. */
    void kill(Throwable cause) {
        LOG.debug("Dropping the connection to {}", target(), cause);
        died(cause);
        closeSocket();
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("Closing the socket to {} failed", target(), e);
        }
    }

    /** Says goodbye, as long as that takes no more than a moment, and ends the connection. */
    void close() {
        died(new IOException("closed by this program"));
        CountDownLatch done = new CountDownLatch(1);
        IoThreads.run(() -> {
            try {
                client.disconnect();
            } catch (IOException e) {
                LOG.debug("Saying goodbye to {} failed", target(), e);
            } finally {
                done.countDown();
            }
        });
        try {
            done.await(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeSocket();
        }
    }
}
