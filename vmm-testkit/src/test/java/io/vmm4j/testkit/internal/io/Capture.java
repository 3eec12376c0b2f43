package io.vmm4j.testkit.internal.io;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps what is written, for tests. */
public final class Capture extends OpenFile {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile boolean closed;

    @Override
    public Kind kind() {
        return Kind.PIPE;
    }

    @Override
    public boolean isReadable() {
        return false;
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public synchronized void write(Patience patience, byte[] buffer, int offset, int length) {
        bytes.write(buffer, offset, length);
    }

    public synchronized String text() {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    protected void closed() {
        closed = true;
    }
}
