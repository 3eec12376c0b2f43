package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.vmd.VmdConnection;
import io.vmm4j.testkit.internal.vmd.VmdReply;
import io.vmm4j.testkit.internal.vmd.VmdRequest;
import io.vmm4j.testkit.internal.vmd.VmdService;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connection of one vmctl(8) to the daemon, made when it is first needed. */
final class Client implements AutoCloseable {

    private static final String SOCKET = "/var/run/vmd.sock";

    private final SimProcess process;
    private final VmdService vmd;
    private @Nullable VmdConnection connection;

    Client(SimProcess process, VmdService vmd) {
        this.process = process;
        this.vmd = vmd;
    }

    /** Connects, or says why not and gives up. */
    VmdConnection connect() throws IOException {
        VmdConnection made = connection;
        if (made == null) {
            try {
                made = vmd.connect(process);
            } catch (SystemError e) {
                throw Exit.with(process, "connect: " + SOCKET, e.errno());
            }
            connection = made;
        }
        return made;
    }

    /** Sends a request and waits for the answer, however long that takes. */
    VmdReply ask(VmdRequest request) throws IOException {
        VmdConnection server = connect();
        process.machine().timeline().locked(() -> server.send(request));
        process.await(server::isReadable);
        Optional<VmdReply> reply = process.machine().timeline().lockedGet(server::take);
        if (reply.isEmpty()) {
            throw Exit.with(process, "pipe closed");
        }
        if (reply.get() instanceof VmdReply.Failed failed) {
            String reason = failed.result().isOk() ? "" : ": " + failed.result().text();
            throw Exit.with(process, "command failed" + reason);
        }
        return reply.get();
    }

    /** A request of which only the success matters. */
    int configure(VmdRequest request) throws IOException {
        ask(request);
        return 0;
    }

    @Override
    public void close() {
        VmdConnection made = connection;
        if (made != null) {
            process.machine().timeline().locked(made::close);
        }
    }
}
