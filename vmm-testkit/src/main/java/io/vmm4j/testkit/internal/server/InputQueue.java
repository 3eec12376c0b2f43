package io.vmm4j.testkit.internal.server;

import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.io.Patience;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * What a client sends, on its way into the simulation. It comes on threads that must not wait, and goes on on an actor's; the
 * channel's window bounds what lies here. Guarded by the timeline's lock.
 */
final class InputQueue {

    private final VirtualTimeline timeline;
    private final Destination destination;
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private boolean ended;
    private boolean abandoned;

    /** Where the pieces go. */
    interface Destination {

        /** Takes some bytes, waiting if need be. */
        void write(Patience patience, byte[] bytes, int offset, int length) throws IOException;

        /** So many bytes have gone on, or will never. */
        void consumed(int count) throws IOException;

        /** Nothing more will come. */
        void end();
    }

    InputQueue(VirtualTimeline timeline, Destination destination) {
        this.timeline = timeline;
        this.destination = destination;
    }

    /** Starts passing on. */
    void start() {
        timeline.start(this::passOn);
    }

    /** Takes some bytes; never waits. */
    void add(byte[] buffer, int offset, int length) {
        byte[] piece = Arrays.copyOfRange(buffer, offset, offset + length);
        timeline.locked(() -> pieces.add(piece));
    }

    /** The client sends no more. */
    void end() {
        timeline.locked(() -> ended = true);
    }

    /** The client is gone: what has not been passed on is dropped. */
    void abandon() {
        timeline.locked(() -> {
            ended = true;
            abandoned = true;
            pieces.clear();
        });
    }

    private void passOn() {
        Patience idle = Patience.of(timeline);
        Patience patience = (ready, source) -> {
            idle.until(() -> abandoned || ready.getAsBoolean(), source);
            if (timeline.look(() -> abandoned)) {
                throw new IOException("the client is gone");
            }
        };
        boolean wanted = true;
        try {
            while (true) {
                idle.until(() -> !pieces.isEmpty() || ended, Patience.Source.SIMULATION);
                byte[] piece = timeline.lockedGet(pieces::poll);
                if (piece == null) {
                    break;
                }
                wanted = wanted && write(patience, piece);
                int count = piece.length;
                timeline.<Boolean, IOException>outside(() -> {
                    destination.consumed(count);
                    return true;
                });
            }
        } catch (IOException e) {
            // The channel is gone.
        } finally {
            destination.end();
        }
    }

    /** Whether the destination still takes anything; a command that reads no more is no failure. */
    private boolean write(Patience patience, byte[] piece) {
        try {
            destination.write(patience, piece, 0, piece.length);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
