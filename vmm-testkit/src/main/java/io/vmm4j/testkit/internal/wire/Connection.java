package io.vmm4j.testkit.internal.wire;

import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.Patience;
import io.vmm4j.testkit.internal.io.Pipe;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One side of a connection. One thread may read while another writes; any may close. */
public final class Connection {

    private final OpenFile input;
    private final OpenFile output;
    private final AtomicBoolean inputOpen = new AtomicBoolean(true);
    private final AtomicBoolean outputOpen = new AtomicBoolean(true);

    private Connection(OpenFile input, OpenFile output) {
        this.input = input;
        this.output = output;
    }

    /**
     * Two sides of a new connection.
     *
     * @param near the side that connected
     * @param far the side that was connected to
     */
    public record Pair(Connection near, Connection far) {}

    /** Makes a connection. */
    public static Pair make(VirtualTimeline timeline) {
        Pipe there = new Pipe(timeline, Patience.Source.OUTSIDER);
        Pipe back = new Pipe(timeline, Patience.Source.OUTSIDER);
        return new Pair(
                new Connection(back.readEnd(), there.writeEnd()), new Connection(there.readEnd(), back.writeEnd()));
    }

    /** Reads at least one byte; -1 at the end. */
    public int read(Patience patience, byte[] buffer, int offset, int length) throws IOException {
        return input.read(patience, buffer, offset, length);
    }

    /** Writes all of it. */
    public void write(Patience patience, byte[] buffer, int offset, int length) throws IOException {
        output.write(patience, buffer, offset, length);
    }

    /** Where it is read, with a reference for the caller. */
    public OpenFile incoming() {
        return input.share();
    }

    /** Tells the other side that no more will come. */
    public void closeOutput() {
        if (outputOpen.getAndSet(false)) {
            output.release();
        }
    }

    /** Reads no more. */
    public void closeInput() {
        if (inputOpen.getAndSet(false)) {
            input.release();
        }
    }

    /** Ends it in both directions. */
    public void close() {
        closeOutput();
        closeInput();
    }
}
