package io.vmm4j.ssh.internal;

import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.Privilege;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.exec.Signal;
import io.vmm4j.exec.internal.IoThreads;
import io.vmm4j.exec.internal.MarkedSink;
import io.vmm4j.exec.internal.RemoteScript;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.SSHException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a command on the host. Closing its channel would not: sshd(8) sends no signal then. It does for the signal request, to
 * the whole process group, but not to what runs as another user; that takes kill(1) in a session of its own.
 */
final class Terminator {

    private static final Logger LOG = LoggerFactory.getLogger(Terminator.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SshConnection connection;
    private final RootAccess rootAccess;
    private final Runnable makeRoom;

    Terminator(SshConnection connection, RootAccess rootAccess, Runnable makeRoom) {
        this.connection = connection;
        this.rootAccess = rootAccess;
        this.makeRoom = makeRoom;
    }

    /** TERM, and KILL if that does not help. Ends the connection when the host does not even take a request any more. */
    CommandFate terminate(ExecChannel channel, MarkedSink marked, Privilege privilege) {
        try {
            for (Signal signal : List.of(Signal.TERM, Signal.KILL)) {
                send(channel, marked, privilege, signal);
                if (channel.awaitOver(PATIENCE.toMillis())) {
                    break;
                }
            }
            return connection.alive() && channel.awaitOver(0) ? CommandFate.STOPPED : CommandFate.MAY_STILL_RUN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CommandFate.MAY_STILL_RUN;
        }
    }

    /** Sends one signal. */
    void signal(ExecChannel channel, MarkedSink marked, Privilege privilege, Signal signal) {
        try {
            send(channel, marked, privilege, signal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(ExecChannel channel, MarkedSink marked, Privilege privilege, Signal signal)
            throws InterruptedException {
        boolean asRoot = privilege == Privilege.ROOT && rootAccess == RootAccess.DOAS;
        if (asRoot || !request(channel, signal)) {
            killGroup(marked, privilege, signal);
        }
    }

    /**
     * Sends the signal request.
     *
     * @return whether the host said that it did it; a host that says nothing gets the connection ended, since a writer that is
     *     stuck would hold up everything else as well
     */
    private boolean request(ExecChannel channel, Signal signal) throws InterruptedException {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        IoThreads.run(() -> answer.complete(channel.requestSignal(signal.name(), PATIENCE.toMillis())));
        try {
            return answer.get(PATIENCE.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return false;
        } catch (TimeoutException e) {
            connection.kill(new IOException("the host took no request to stop a command"));
            return false;
        }
    }

    /** Runs kill(1) on the command's process group in another session. */
    private void killGroup(MarkedSink marked, Privilege privilege, Signal signal) throws InterruptedException {
        OptionalLong group = marked.processGroup(PATIENCE.toMillis());
        if (group.isEmpty()) {
            return;
        }
        Deadline deadline = Timeline.system().deadlineIn(PATIENCE);
        String script = new RemoteScript(rootAccess).kill(signal.name(), group.getAsLong(), privilege);
        try {
            ExecChannel killer = connection.openChannel(deadline, makeRoom, new Ignored());
            killer.exec(RemoteScript.forLoginShell(script));
            killer.awaitOver(deadline.remaining().toMillis());
            IoThreads.run(() -> closeQuietly(killer));
        } catch (SSHException | io.vmm4j.exec.TransportException e) {
            LOG.debug("Could not run kill(1) on process group {}", group, e);
        }
    }

    private static void closeQuietly(ExecChannel channel) {
        try {
            channel.close();
        } catch (SSHException e) {
            LOG.debug("Could not close a channel", e);
        }
    }

    /** Nobody needs to know how kill(1) ended. */
    private static final class Ignored implements ExecChannel.Listener {

        @Override
        public void exited(int status, Optional<String> signal) {
            LOG.debug("kill(1) ended with {}", status);
        }

        @Override
        public void closed() {
            LOG.debug("kill(1) has gone");
        }

        @Override
        public void lost(SSHException cause) {
            LOG.debug("kill(1) was cut off", cause);
        }
    }
}
