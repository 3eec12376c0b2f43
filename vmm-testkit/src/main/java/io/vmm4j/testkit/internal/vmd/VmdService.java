package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.fs.Access;
import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.Optional;
import java.util.Set;

/** vmd(8) as a service: started, stopped, connected to. Takes the lock of the machine's timeline itself. */
public final class VmdService {

    static final String DEVICE = "/dev/vmm";

    private final VmdHost host;
    private Optional<Vmd> daemon = Optional.empty();

    /** A service that does not run yet. */
    public VmdService(VmdHost host) {
        this.host = host;
    }

    /** What it finds on its machine. */
    public VmdHost host() {
        return host;
    }

    /**
     * Starts it. It may still die a moment later.
     *
     * @return false if it cannot open /dev/vmm, or runs already
     */
    public boolean start(VmdOptions options) {
        return host.machine().timeline().lockedGet(() -> {
            if (running().isPresent() || deviceProblem().isPresent()) {
                return false;
            }
            ControlSocket socket = new ControlSocket(host.machine().files());
            socket.bind();
            Vmd started = new Vmd(host, options, socket);
            daemon = Optional.of(started);
            started.begin();
            return true;
        });
    }

    /** Why vmm(4) cannot be opened, if it cannot. */
    Optional<Errno> deviceProblem() {
        try {
            host.machine()
                    .files()
                    .open(DEVICE, Set.of(OpenFlag.READ, OpenFlag.WRITE), 0)
                    .release();
            return Optional.empty();
        } catch (SystemError e) {
            return Optional.of(e.errno());
        }
    }

    /** Ends it. */
    public void terminate() {
        host.machine().timeline().locked(() -> running().ifPresent(Vmd::die));
    }

    /** Sends it SIGHUP. */
    public void hangUp() {
        host.machine().timeline().locked(() -> running().ifPresent(Vmd::hangUp));
    }

    /** Whether it runs. */
    public boolean isRunning() {
        return host.machine().timeline().look(() -> running().isPresent());
    }

    private Optional<Vmd> running() {
        return daemon.filter(Vmd::isAlive);
    }

    /**
     * Connects a process to the control socket.
     *
     * @throws SystemError ENOENT if it was never started, EACCES if the process may not, ECONNREFUSED if it is gone
     */
    public VmdConnection connect(SimProcess process) throws SystemError {
        process.files().stat(ControlSocket.PATH);
        if (!process.files().may(Access.WRITE, ControlSocket.PATH)) {
            throw Errno.EACCES.asError();
        }
        return connect(process.account().uid()).orElseThrow(Errno.ECONNREFUSED::asError);
    }

    /** Connects a user who may; empty if it does not run. */
    Optional<VmdConnection> connect(int uid) {
        return host.machine().timeline().lockedGet(() -> running().map(vmd -> new VmdConnection(vmd, uid)));
    }
}
