package io.vmm4j.testkit.internal.host;

import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.Patience;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** The client's end of a process's input. Closing it is the end of file. */
public final class InputPipe extends OutputStream {

    private final OpenFile writeEnd;
    private final Patience patience;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** A stream that owns this end of a pipe. */
    public InputPipe(VirtualTimeline timeline, OpenFile writeEnd) {
        this.writeEnd = writeEnd;
        this.patience = Patience.of(timeline);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        if (closed.get()) {
            throw new IOException("the input is closed");
        }
        writeEnd.write(patience, buffer, offset, length);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            writeEnd.release();
        }
    }
}
