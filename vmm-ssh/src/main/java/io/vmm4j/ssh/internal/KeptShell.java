package io.vmm4j.ssh.internal;

import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.internal.IoThreads;
import io.vmm4j.exec.internal.MarkedSink;
import io.vmm4j.exec.internal.Marks;
import io.vmm4j.exec.internal.OutputPumps;
import io.vmm4j.exec.internal.RemoteScript;
import io.vmm4j.time.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import net.schmizz.sshj.common.SSHException;
import org.jspecify.annotations.Nullable;

/**
 * A shell on the host that stays open and runs one command after the other, which saves the two round trips of a channel for
 * each. It is used by one command at a time, and thrown away as soon as anything about it is in doubt.
 */
final class KeptShell implements ExecChannel.Listener, OutputSink {

    private final SshConnection connection;
    private final RemoteScript script;
    private final Marks marks = new Marks();
    private final MarkedSink marked = new MarkedSink(marks, this);
    private final OutputPumps pumps = new OutputPumps(marked, this::broke, this::ended);
    private final AtomicInteger count = new AtomicInteger();
    private final ExecChannel channel;
    private final OutputStream stdin;
    private volatile @Nullable KeptCommand current;
    private volatile boolean doubtful;

    private KeptShell(SshConnection connection, RemoteScript script, Deadline deadline, Runnable makeRoom)
            throws IOException {
        this.connection = connection;
        this.script = script;
        this.channel = connection.openChannel(deadline, makeRoom, this);
        channel.exec("exec /bin/sh");
        pumps.start(channel.getInputStream(), channel.getErrorStream());
        stdin = channel.input(() -> !doubtful);
        send(script.keptShellPrologue(marks));
    }

    /**
     * Opens a shell.
     *
     * @throws io.vmm4j.exec.TransportException if there is no session to be had
     * @throws IOException if the host does not start it
     */
    static KeptShell open(SshConnection connection, RemoteScript script, Deadline deadline, Runnable makeRoom)
            throws IOException {
        return new KeptShell(connection, script, deadline, makeRoom);
    }

    /** Starts a command; nothing else may run until it has ended. */
    void run(KeptCommand command) throws IOException {
        int index = count.getAndIncrement();
        command.expect(marks, index);
        current = command;
        if (doubtful) {
            throw new IOException("the shell has ended");
        }
        send(script.keptShellLine(command.command(), marks, index));
    }

    private void send(String text) throws IOException {
        stdin.write(text.getBytes(StandardCharsets.UTF_8));
        stdin.flush();
    }

    /** Whether the next command can be trusted to it. */
    boolean sound() {
        return !doubtful && connection.alive();
    }

    @Override
    public void stdout(byte[] buffer, int offset, int length) throws IOException {
        KeptCommand command = current;
        if (command != null) {
            command.stdout(buffer, offset, length);
        }
    }

    @Override
    public void stderr(byte[] buffer, int offset, int length) throws IOException {
        KeptCommand command = current;
        if (command != null) {
            command.stderr(buffer, offset, length);
        }
    }

    @Override
    public void exited(int status, Optional<String> signal) {
        doubtful = true;
    }

    @Override
    public void closed() {
        doubtful = true;
    }

    @Override
    public void lost(SSHException cause) {
        broke(cause);
    }

    private void ended() {
        broke(new IOException("the shell that ran it has ended"));
    }

    private void broke(IOException cause) {
        doubtful = true;
        KeptCommand command = current;
        if (command != null) {
            command.shellEnded(cause);
        }
    }

    ExecChannel channel() {
        return channel;
    }

    MarkedSink marked() {
        return marked;
    }

    SshConnection connection() {
        return connection;
    }

    /** Throws the shell away. The host ends it when it sees the end of its input. */
    void discard() {
        doubtful = true;
        pumps.abandon();
        IoThreads.run(() -> {
            try {
                stdin.close();
                channel.close();
            } catch (IOException e) {
                // It is gone already.
            }
        });
    }
}
