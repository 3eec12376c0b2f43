package io.vmm4j.ssh.internal;

import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.transport.TransportException;

/**
 * A session channel that tells of its end as it happens.
 *
 * <p>sshj closes a channel as soon as it hears of an exit signal, which can cut off output that is still on its way, and tells
 * of an exit status only to those who ask; hence the handling of both here.
 */
class ExecChannel extends SessionChannel {

    /** signal(3) of OpenBSD, by the names that RFC 4254 has for them. */
    private static final Map<String, Integer> SIGNALS = Map.ofEntries(
            Map.entry("HUP", 1),
            Map.entry("INT", 2),
            Map.entry("QUIT", 3),
            Map.entry("ILL", 4),
            Map.entry("ABRT", 6),
            Map.entry("FPE", 8),
            Map.entry("KILL", 9),
            Map.entry("SEGV", 11),
            Map.entry("PIPE", 13),
            Map.entry("ALRM", 14),
            Map.entry("TERM", 15),
            Map.entry("USR1", 30),
            Map.entry("USR2", 31));

    private final ChannelGate gate;
    private final Listener listener;
    private final AtomicBoolean left = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private final WindowGate window = new WindowGate();
    private volatile boolean told;

    /** Told by the connection's reader thread, so it must not block. */
    interface Listener {

        /** The command has ended; output may still come. */
        void exited(int status, Optional<String> signal);

        /** The channel is closed; what has come is in the streams. */
        void closed();

        /** The connection broke. */
        void lost(SSHException cause);
    }

    /** A channel of a connection for which a place in the gate has been taken; it is given back when the channel closes. */
    ExecChannel(SshConnection connection, ChannelGate gate, Listener listener) {
        super(connection.protocol());
        this.gate = gate;
        this.listener = listener;
    }

    /** Opens the channel; the listener hears of it only from then on, and not of one that the host refused. */
    void openAndTell() throws SSHException {
        open();
        told = true;
    }

    /** Where to write the command's input. */
    OutputStream input(BooleanSupplier wanted) {
        return new WindowedOutput(this, window, wanted);
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        super.handle(message, packet);
        if (message == Message.CHANNEL_WINDOW_ADJUST) {
            window.adjusted();
        }
    }

    @Override
    public void handleRequest(String request, SSHPacket packet) throws ConnectionException, TransportException {
        try {
            switch (request) {
                case "exit-status" -> exited(packet.readUInt32AsInt() & 0xff, Optional.empty());
                case "exit-signal" -> {
                    String signal = packet.readString();
                    exited(128 + SIGNALS.getOrDefault(signal, 0), Optional.of(signal));
                }
                default -> super.handleRequest(request, packet);
            }
        } catch (Buffer.BufferException e) {
            throw new ConnectionException(e);
        }
    }

    private void exited(int status, Optional<String> signal) {
        over.countDown();
        listener.exited(status, signal);
    }

    @Override
    public void notifyError(SSHException error) {
        window.over();
        super.notifyError(error);
        if (told) {
            listener.lost(error);
        }
    }

    @Override
    protected void closeAllStreams() {
        window.over();
        super.closeAllStreams();
    }

    @Override
    protected void finishOff() {
        super.finishOff();
        if (left.compareAndSet(false, true)) {
            gate.leave();
            over.countDown();
            if (told) {
                listener.closed();
            }
        }
    }

    /**
     * Asks the host to send a signal to the command's process group, and waits for its answer: sshd(8) refuses for root's own
     * sessions in some releases, and for forced commands.
     *
     * @return whether the host said that it did
     */
    boolean requestSignal(String name, long patienceMillis) {
        try {
            sendChannelRequest("signal", true, new Buffer.PlainBuffer().putString(name))
                    .await(patienceMillis, TimeUnit.MILLISECONDS);
            return true;
        } catch (SSHException e) {
            return false;
        }
    }

    /** Waits until the host said that the command is over; false if it did not in time. */
    boolean awaitOver(long millis) throws InterruptedException {
        return over.await(millis, TimeUnit.MILLISECONDS);
    }
}
