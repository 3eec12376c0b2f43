package io.vmm4j.testkit.internal.server;

import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.io.Patience;
import io.vmm4j.testkit.internal.wire.Connection;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/** One connection over the simulation's wire, for MINA. An actor reads it, another writes it. */
final class WireSession extends AbstractCloseable implements IoSession {

    private static final int BUFFER = 32 * 1024;

    private final VirtualTimeline timeline;
    private final IoService service;
    private final IoHandler handler;
    private final Connection connection;
    private final long id;
    private final SocketAddress local;
    private final SocketAddress remote;
    private final Map<Object, Object> attributes = new ConcurrentHashMap<>();
    private final Deque<Write> writes = new ArrayDeque<>();
    private final BooleanSupplier silent;
    private boolean suspended;
    private boolean finishing;

    /** Bytes on their way out. */
    private static final class Write extends AbstractIoWriteFuture {

        private final byte[] bytes;

        Write(byte[] bytes) {
            super("wire", null);
            this.bytes = bytes;
        }
    }

    WireSession(
            VirtualTimeline timeline,
            IoService service,
            IoHandler handler,
            Connection connection,
            long id,
            SocketAddress local,
            SocketAddress remote,
            BooleanSupplier silent) {
        this.timeline = timeline;
        this.service = service;
        this.handler = handler;
        this.connection = connection;
        this.id = id;
        this.local = local;
        this.remote = remote;
        this.silent = silent;
    }

    void start() {
        timeline.start(this::readAll);
        timeline.start(this::writeAll);
    }

    /** A call into MINA, which is not part of the simulation. */
    private void tell(Call call) {
        try {
            timeline.<Boolean, Exception>outside(() -> {
                call.make();
                return true;
            });
        } catch (Exception e) {
            tellFailure(e);
        }
    }

    /** Something that MINA does. */
    @FunctionalInterface
    private interface Call {
        void make() throws Exception;
    }

    private void tellFailure(Exception failure) {
        try {
            handler.exceptionCaught(this, failure);
        } catch (Exception e) {
            close(true);
        }
    }

    private void readAll() {
        tell(() -> handler.sessionCreated(this));
        Patience patience = Patience.of(timeline);
        byte[] buffer = new byte[BUFFER];
        try {
            while (!isClosing()) {
                patience.until(() -> (!suspended && !silent.getAsBoolean()) || finishing, Patience.Source.OUTSIDER);
                int count = connection.read(patience, buffer, 0, BUFFER);
                if (count < 0) {
                    break;
                }
                Readable message = new ByteArrayBuffer(buffer.clone(), 0, count);
                tell(() -> handler.messageReceived(this, message));
            }
        } catch (IOException e) {
            tellFailure(e);
        }
        close(true);
    }

    private void writeAll() {
        Patience patience = Patience.of(timeline);
        try {
            while (true) {
                patience.until(
                        () -> (!writes.isEmpty() && !silent.getAsBoolean()) || finishing, Patience.Source.SIMULATION);
                Write write = timeline.lockedGet(writes::poll);
                if (write == null) {
                    break;
                }
                try {
                    connection.write(patience, write.bytes, 0, write.bytes.length);
                    tell(() -> write.setValue(true));
                } catch (IOException e) {
                    tell(() -> write.setValue(e));
                }
            }
        } catch (IOException e) {
            // The actor is not wanted any more.
        } finally {
            connection.close();
        }
    }

    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) throws IOException {
        Write write = new Write(buffer.getCompactData());
        if (isClosed() || timeline.look(() -> finishing)) {
            throw new IOException("the connection is closed");
        }
        timeline.locked(() -> writes.add(write));
        return write;
    }

    @Override
    protected CloseFuture doCloseGracefully() {
        timeline.locked(() -> finishing = true);
        return super.doCloseGracefully();
    }

    @Override
    protected void doCloseImmediately() {
        timeline.locked(() -> finishing = true);
        connection.closeInput();
        try {
            handler.sessionClosed(this);
        } catch (Exception e) {
            // It is closed all the same.
        }
        super.doCloseImmediately();
    }

    @Override
    public void shutdownOutputStream() {
        connection.closeOutput();
    }

    @Override
    public void suspendRead() {
        timeline.locked(() -> suspended = true);
    }

    @Override
    public void resumeRead() {
        timeline.locked(() -> suspended = false);
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public SocketAddress getAcceptanceAddress() {
        return local;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return remote;
    }

    @Override
    public SocketAddress getLocalAddress() {
        return local;
    }

    @Override
    public @Nullable Object getAttribute(Object key) {
        return attributes.get(key);
    }

    @Override
    public @Nullable Object setAttribute(Object key, Object value) {
        return attributes.put(key, value);
    }

    @Override
    public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    @Override
    public @Nullable Object removeAttribute(Object key) {
        return attributes.remove(key);
    }

    @Override
    public IoService getService() {
        return service;
    }
}
