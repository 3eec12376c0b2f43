package io.vmm4j.testkit.internal.server;

import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.host.Journal;
import io.vmm4j.testkit.internal.host.Launcher;
import io.vmm4j.testkit.internal.host.Logins;
import io.vmm4j.testkit.internal.host.OutputPump;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.Patience;
import io.vmm4j.testkit.internal.io.Pipe;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Ending;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.ProcessTable;
import io.vmm4j.testkit.internal.kernel.Session;
import io.vmm4j.testkit.internal.kernel.Sig;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.tty.Pty;
import io.vmm4j.testkit.internal.tty.Ptys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelDataReceiver;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * A user's login shell behind a channel, with a command or without. Losing the channel sends no signal: the process reads end of file,
 * and writing fails; with a terminal it is hung up.
 */
final class ShellCommand implements Command, InputQueue.Destination {

    /** Those that sshd(8) passes on. */
    private static final Set<String> PASSED_ON = Set.of("HUP", "INT", "KILL", "QUIT", "TERM", "USR1", "USR2");

    private final SessionChannel channel;
    private final Machine machine;
    private final VirtualTimeline timeline;
    private final Account account;
    private final Optional<String> line;
    private final InputQueue input;
    private final Pipe stdin;
    private final OpenFile stdinEnd;
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private @Nullable Pty pty;
    private @Nullable SimProcess process;
    private int streams;
    private boolean detached;

    ShellCommand(SessionChannel channel, Account account, Optional<String> line) {
        this.channel = channel;
        this.machine = channel.daemon().machine();
        this.timeline = machine.timeline();
        this.account = account;
        this.line = line;
        this.stdin = new Pipe(timeline, Patience.Source.OUTSIDER);
        this.stdinEnd = stdin.writeEnd();
        this.input = new InputQueue(timeline, this);
        channel.setDataReceiver(new ChannelDataReceiver() {
            @Override
            public int data(ChannelSession from, byte[] buffer, int start, int length) {
                input.add(buffer, start, length);
                return 0;
            }

            @Override
            public void close() {
                input.end();
            }
        });
    }

    @Override
    public void setInputStream(@Nullable InputStream in) {
        // Input comes through the queue.
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(@Nullable ExitCallback callback) {
        // The channel is told directly, signals included.
    }

    @Override
    public void start(ChannelSession ignored, Environment environment) {
        Journal journal = channel.daemon().journal();
        List<String> shown = List.of(line.map(text -> text).orElse("(login shell)"));
        Journal.Entry entry = journal.add(shown, account.name(), journal.nextRoundTrip());
        Pty terminal = channel.wantsTerminal() ? Ptys.of(machine).allocate(account, Patience.Source.OUTSIDER) : null;
        SimProcess made = spawn(environment, terminal);
        // Before it runs: whoever sees its first words may send a signal at once.
        environment.addSignalListener((where, signal) -> signalled(signal), EnumSet.allOf(Signal.class));
        timeline.locked(() -> {
            pty = terminal;
            process = made;
            made.whenEnded(() -> {
                if (terminal != null) {
                    Ptys.of(machine).release(terminal);
                }
            });
            input.start();
            made.start();
        });
        timeline.start(() -> attend(made, entry));
    }

    private SimProcess spawn(Environment environment, @Nullable Pty terminal) {
        String shell = account.shell();
        String name = shell.substring(shell.lastIndexOf('/') + 1);
        List<String> argv = line.map(text -> List.of(name, "-c", bytes(text))).orElseGet(() -> List.of("-" + name));
        Session session = Session.attendedWhile(() -> !detached);
        Map<Integer, OpenFile> descriptors;
        if (terminal == null) {
            Pipe stdout = new Pipe(timeline);
            Pipe stderr = new Pipe(timeline);
            descriptors = Map.of(0, stdin.readEnd(), 1, stdout.writeEnd(), 2, stderr.writeEnd());
            pump(stdout.readEnd(), out);
            pump(stderr.readEnd(), err);
        } else {
            terminal.resize(channel.size());
            OpenFile tty = terminal.open();
            descriptors = Map.of(0, tty, 1, tty.share(), 2, tty.share());
            session = session.withTerminal(terminal::open);
            pump(terminal.screen(), out);
        }
        SimProcess made = machine.processes()
                .spawn(new ProcessTable.Start(
                        account,
                        session,
                        argv,
                        new Launcher(shell),
                        environment(environment, terminal),
                        account.home(),
                        descriptors));
        if (terminal != null) {
            terminal.setForeground(made.group());
        }
        return made;
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private Map<String, String> environment(Environment asked, @Nullable Pty terminal) {
        Map<String, String> environment = Logins.environment(account);
        String connection = channel.endpoints();
        environment.put("SSH_CLIENT", connection.replaceFirst("^([^ ]+ [^ ]+) [^ ]+", "$1"));
        environment.put("SSH_CONNECTION", connection);
        asked.getEnv().forEach((name, value) -> {
            if (AcceptedEnvironment.accepts(machine, name)) {
                environment.put(name, bytes(value));
            }
        });
        if (terminal != null) {
            environment.put("SSH_TTY", terminal.path());
            environment.put("TERM", asked.getEnv().getOrDefault(Environment.ENV_TERM, "vt220"));
        }
        return environment;
    }

    private void pump(OpenFile from, OutputStream to) {
        timeline.locked(() -> streams++);
        OutputPump.start(
                timeline,
                from,
                (buffer, offset, length) -> {
                    to.write(buffer, offset, length);
                    to.flush();
                },
                () -> detached,
                refusal -> {},
                () -> timeline.locked(() -> streams--));
    }

    /** Waits for the end of the process and of its output, and tells the client. */
    private void attend(SimProcess attended, Journal.Entry entry) {
        try {
            Patience.of(timeline)
                    .until(
                            () -> detached || (attended.ending().isPresent() && streams == 0),
                            Patience.Source.SIMULATION);
            Optional<Ending> ending = timeline.look(attended::ending);
            if (ending.isPresent()) {
                timeline.locked(() -> entry.ended(ending.get().shellStatus()));
                timeline.<Boolean, IOException>outside(() -> {
                    channel.finish(ending.get());
                    return true;
                });
            }
        } catch (IOException e) {
            // The client is gone, so nobody need be told.
        } finally {
            input.abandon();
        }
    }

    private void signalled(Signal signal) {
        SimProcess known = timeline.look(() -> process);
        if (known == null) {
            return;
        }
        if (signal == Signal.WINCH) {
            Pty terminal = timeline.look(() -> pty);
            if (terminal != null) {
                terminal.resize(channel.size());
            }
        } else if (PASSED_ON.contains(signal.name())) {
            try {
                machine.processes().kill(account, -known.group(), Optional.of(Sig.valueOf(signal.name())));
            } catch (SystemError e) {
                // Nobody is left, or all of them run as somebody else: sshd says nothing either.
            }
        }
    }

    @Override
    public void write(Patience patience, byte[] bytes, int offset, int length) throws IOException {
        Pty terminal = timeline.look(() -> pty);
        if (terminal != null) {
            terminal.type(patience, bytes, offset, length);
        } else {
            stdinEnd.write(patience, bytes, offset, length);
        }
    }

    @Override
    public void consumed(int count) throws IOException {
        channel.getLocalWindow().release(count);
    }

    @Override
    public void end() {
        stdinEnd.release();
    }

    @Override
    public void destroy(ChannelSession ignored) {
        timeline.locked(() -> detached = true);
        input.abandon();
        Pty terminal = timeline.look(() -> pty);
        if (terminal != null) {
            Ptys.of(machine).release(terminal);
        }
    }
}
