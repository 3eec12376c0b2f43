package io.vmm4j.testkit.internal.host;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.Tunnel;
import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.Waiting;
import io.vmm4j.testkit.internal.io.Patience;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.wire.Connection;
import io.vmm4j.testkit.internal.wire.Wire;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection from a simulated host to an address of the simulation. Reads time out by the machine's real clock: what they wait for
 * is a client of this process.
 */
final class SimulatedTunnel implements Tunnel {

    private static final Duration FIRST_READ_TIMEOUT = Duration.ofMinutes(1);

    private final VirtualTimeline timeline;
    private final Connection connection;
    private volatile Duration readTimeout = FIRST_READ_TIMEOUT;

    private SimulatedTunnel(VirtualTimeline timeline, Connection connection) {
        this.timeline = timeline;
        this.connection = connection;
    }

    static SimulatedTunnel open(Machine machine, String target, String host, int port, Duration timeout) {
        Errno reason = Errno.ETIMEDOUT;
        try {
            Optional<Connection> connection = Wire.of(machine).connect(host, port);
            if (connection.isPresent()) {
                return new SimulatedTunnel(machine.timeline(), connection.get());
            }
            machine.timeline().sleep(timeout);
        } catch (SystemError e) {
            reason = e.errno();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reason = Errno.EINTR;
        }
        throw new TransportException(
                Problem.of(ExecError.TUNNEL_FAILED)
                        .with("target", target)
                        .with("host", host)
                        .with("port", port)
                        .with("reason", reason.text()),
                CommandFate.NOT_RUN,
                null);
    }

    @Override
    public InputStream input() {
        return new Incoming();
    }

    @Override
    public OutputStream output() {
        return new Outgoing();
    }

    @Override
    public void setReadTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a read timeout must be positive: " + timeout);
        }
        readTimeout = timeout;
    }

    @Override
    public void close() {
        connection.close();
    }

    /** A wait that ends with a timeout of the real clock. */
    private void await(java.util.function.BooleanSupplier ready) throws IOException {
        AtomicBoolean expired = new AtomicBoolean();
        Timeline.Scheduled alarm =
                Timeline.system().schedule(readTimeout, () -> timeline.locked(() -> expired.set(true)));
        try {
            timeline.await(
                    () -> expired.get() || ready.getAsBoolean(),
                    Waiting.unlimited().inBackground().forOutsider());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Errno.EINTR.asError();
        } finally {
            alarm.cancel();
        }
        if (expired.get()) {
            throw new SocketTimeoutException("nothing came within " + readTimeout);
        }
    }

    /** What the far side sends. */
    private final class Incoming extends InputStream {

        private final Patience patience = (ready, source) -> await(ready);

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return length == 0 ? 0 : connection.read(patience, buffer, offset, length);
        }

        @Override
        public void close() {
            SimulatedTunnel.this.close();
        }
    }

    /** What is sent to the far side. */
    private final class Outgoing extends OutputStream {

        private final Patience patience = Patience.of(timeline);

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            connection.write(patience, buffer, offset, length);
        }

        @Override
        public void close() {
            connection.closeOutput();
        }
    }
}
