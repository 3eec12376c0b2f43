package io.vmm4j.testkit.internal.vmd;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A client's connection to the control socket of vmd(8). To be used with the lock of the machine's timeline held. */
public final class VmdConnection {

    private final Vmd daemon;
    private final int uid;
    private final Deque<VmdReply> replies = new ArrayDeque<>();

    VmdConnection(Vmd daemon, int uid) {
        this.daemon = daemon;
        this.uid = uid;
    }

    /** Whose it is. */
    int uid() {
        return uid;
    }

    /** Sends a request; answers may come at once, later or never. */
    public void send(VmdRequest request) {
        if (daemon.isAlive()) {
            daemon.handle(this, request);
        }
    }

    void post(VmdReply reply) {
        replies.add(reply);
    }

    /** Whether {@link #take} would tell something: an answer has come, or none will come any more. */
    public boolean isReadable() {
        return !replies.isEmpty() || !daemon.isAlive();
    }

    /** The next answer; empty if the daemon is gone. */
    public Optional<VmdReply> take() {
        return Optional.ofNullable(replies.poll());
    }

    /** Closes it: whatever it waits for is forgotten. */
    public void close() {
        daemon.forget(this);
    }
}
