package io.vmm4j.testkit.internal.host;

import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.Patience;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Carries one stream of a process to a client, as an actor of the simulation that looks outside for each piece. */
public final class OutputPump {

    private static final int BUFFER = 32 * 1024;

    private OutputPump() {}

    /** Takes what a process printed. */
    @FunctionalInterface
    public interface Piece {
        /** Takes some bytes; the array is used again. */
        void take(byte[] buffer, int offset, int length) throws IOException;
    }

    /**
     * Starts carrying.
     *
     * @param from read to its end and released
     * @param to where it goes
     * @param unwanted whether nothing more is wanted, which ends the carrying; asked with the timeline's lock held
     * @param onRefusal told if the client throws, which ends the carrying
     * @param atEnd run when nothing more will come
     */
    public static void start(
            VirtualTimeline timeline,
            OpenFile from,
            Piece to,
            BooleanSupplier unwanted,
            Consumer<IOException> onRefusal,
            Runnable atEnd) {
        timeline.start(() -> {
            try {
                carry(timeline, from, to, unwanted, onRefusal);
            } finally {
                from.release();
                atEnd.run();
            }
        });
    }

    private static void carry(
            VirtualTimeline timeline,
            OpenFile from,
            Piece to,
            BooleanSupplier unwanted,
            Consumer<IOException> onRefusal) {
        Patience idle = Patience.of(timeline);
        Patience patience = (ready, source) -> {
            idle.until(() -> unwanted.getAsBoolean() || ready.getAsBoolean(), source);
            if (timeline.look(unwanted::getAsBoolean)) {
                throw new Unwanted();
            }
        };
        byte[] buffer = new byte[BUFFER];
        try {
            for (int count = from.read(patience, buffer, 0, BUFFER);
                    count >= 0;
                    count = from.read(patience, buffer, 0, BUFFER)) {
                int length = count;
                timeline.<Boolean, IOException>outside(() -> {
                    to.take(buffer, 0, length);
                    return true;
                });
            }
        } catch (Unwanted e) {
            // The process writes to nobody from here on.
        } catch (IOException e) {
            onRefusal.accept(e);
        } catch (RuntimeException e) {
            onRefusal.accept(new IOException("the sink failed: " + e, e));
        }
    }

    /** Nobody wants the rest. */
    private static final class Unwanted extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
