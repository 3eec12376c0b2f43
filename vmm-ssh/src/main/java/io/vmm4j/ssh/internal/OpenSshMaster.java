package io.vmm4j.ssh.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.LocalExecutor;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.CollectingSink;
import io.vmm4j.exec.internal.IoThreads;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The process of ssh(1) that holds the connection, and the way to run others through it. */
final class OpenSshMaster {

    private static final Duration FOR_EVER = Duration.ofDays(3650);
    private static final Duration GLANCE = Duration.ofMillis(10);
    private static final int MISSED_BEATS = 3;
    private static final int LOG_LIMIT = 1024 * 1024;
    private static final int SESSIONS = 8;

    private final OpenSshSettings settings;
    private final LocalExecutor local = LocalExecutor.create(RootAccess.DIRECT);
    private final CollectingSink said = new CollectingSink(LOG_LIMIT);
    private final CountDownLatch gone = new CountDownLatch(1);
    private final ChannelGate gate = new ChannelGate(SESSIONS);
    private final Path directory;
    private final Path socket;

    private OpenSshMaster(OpenSshSettings settings) throws IOException {
        this.settings = settings;
        this.directory = Files.createTempDirectory("vmm4j");
        this.socket = directory.resolve("m");
    }

    /**
     * Starts a master and waits until others can use it.
     *
     * @throws TransportException with fate NOT_RUN
     */
    static OpenSshMaster connect(OpenSshSettings settings) {
        Deadline deadline = Timeline.system().deadlineIn(settings.connectTimeout());
        OpenSshMaster master = null;
        try {
            master = new OpenSshMaster(settings);
            master.start();
            master.awaitSocket(deadline);
            return master;
        } catch (IOException e) {
            throw new TransportException(
                    Problem.of(ExecError.CONNECTION_FAILED)
                            .with("target", settings.target())
                            .with("reason", "no directory for its socket could be made: " + Reasons.of(e)),
                    CommandFate.NOT_RUN,
                    e);
        } catch (TransportException e) {
            if (master != null) {
                master.close();
            }
            throw e;
        }
    }

    private void start() {
        List<String> argv = new ArrayList<>(List.of(settings.program(), "-N", "-T"));
        argv.addAll(List.of("-o", "BatchMode=yes"));
        argv.addAll(List.of("-o", "ControlMaster=yes", "-o", "ControlPath=" + socket, "-o", "ControlPersist=no"));
        argv.addAll(List.of("-o", "ConnectTimeout=" + settings.connectTimeout().toSeconds()));
        argv.addAll(List.of("-o", "ServerAliveInterval=" + settings.heartbeat().toSeconds()));
        argv.addAll(List.of("-o", "ServerAliveCountMax=" + MISSED_BEATS, "-o", "TCPKeepAlive=yes"));
        argv.addAll(List.of("-o", "RemoteCommand=none", "-o", "ForkAfterAuthentication=no"));
        argv.addAll(settings.options());
        argv.addAll(List.of("--", settings.destination()));
        RunningCommand process = local.start(
                Command.oneShot(argv.toArray(String[]::new))
                        .withEnvironment("LC_ALL", "C")
                        .withTimeout(FOR_EVER),
                said);
        IoThreads.run(() -> {
            try {
                process.await();
            } catch (TransportException e) {
                // It was ended from here.
            } finally {
                gone.countDown();
            }
        });
    }

    private void awaitSocket(Deadline deadline) {
        try {
            while (!Files.exists(socket)) {
                if (gone.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw OpenSshComplaint.explain(settings, said());
                }
                if (deadline.expired()) {
                    throw new TransportException(
                            Problem.of(ExecError.CONNECTION_TIMEOUT)
                                    .with("target", settings.target())
                                    .with("timeout", Reasons.inWords(settings.connectTimeout()))
                                    .with("reason", said().isEmpty() ? "it did not finish the SSH handshake" : said()),
                            CommandFate.NOT_RUN,
                            null);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException(
                    Problem.of(ExecError.CONNECTION_FAILED)
                            .with("target", settings.target())
                            .with("reason", "interrupted"),
                    CommandFate.NOT_RUN,
                    e);
        }
    }

    private String said() {
        return new String(said.stderrSoFar(), StandardCharsets.UTF_8).strip();
    }

    boolean alive() {
        return gone.getCount() > 0;
    }

    /** Waits a moment for the end of the master, which may be noticed later than the end of what ran through it. */
    boolean stillAlive(Duration moment) {
        try {
            return !gone.await(moment.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return alive();
        }
    }

    String target() {
        return settings.target();
    }

    /** The places for sessions; whoever starts one enters and leaves. */
    ChannelGate gate() {
        return gate;
    }

    /** Why the connection ended, as far as ssh said it. */
    IOException death() {
        String text = said();
        return new IOException(text.isEmpty() ? "ssh has ended" : text);
    }

    /**
     * Starts another ssh that uses the connection.
     *
     * @param options what goes before the destination
     * @param words what goes behind it
     */
    RunningCommand start(Command like, List<String> options, List<String> words, Duration timeout, OutputSink output) {
        List<String> argv = new ArrayList<>(List.of(settings.program(), "-S", socket.toString()));
        // Without the master it would connect by itself; a proxy that fails keeps it from that.
        argv.addAll(List.of("-o", "ControlMaster=no", "-o", "ProxyCommand=false", "-o", "ProxyJump=none"));
        argv.addAll(List.of("-o", "BatchMode=yes", "-o", "RemoteCommand=none", "-e", "none"));
        argv.addAll(options);
        argv.addAll(settings.options());
        argv.add("--");
        argv.add(settings.destination());
        argv.addAll(words);
        return local.start(
                Command.oneShot(argv.toArray(String[]::new))
                        .withEnvironment("LC_ALL", "C")
                        .withStdin(like.stdin())
                        .withTimeout(timeout),
                output);
    }

    /** Ends the connection and everything that uses it from here. */
    void close() {
        local.close();
        try {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            // What is left is an empty directory for temporary files.
        }
    }
}
