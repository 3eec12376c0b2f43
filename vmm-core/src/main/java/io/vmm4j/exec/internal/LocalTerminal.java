package io.vmm4j.exec.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.exec.Signal;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.TransportException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A command on a pseudo-terminal of this machine, which script(1) provides. */
public final class LocalTerminal implements Terminal {

    private static final long START_LIMIT_MILLIS = 5_000;

    private final Command command;
    private final LocalCommand script;
    private final MarkedSink marked;

    private LocalTerminal(Command command, LocalCommand script, MarkedSink marked) {
        this.command = command;
        this.script = script;
        this.marked = marked;
    }

    /** Opens a terminal of this size and starts the command on it. */
    public static Terminal open(
            Command command, TerminalSize size, RootAccess rootAccess, OutputSink output, Set<ManagedCommand> running) {
        if (LocalPrograms.find("script").isEmpty()) {
            throw unavailable("script(1) is not installed", null);
        }
        Marks marks = new Marks();
        MarkedSink marked = new MarkedSink(marks, output);
        String line = marks.printTerminalStart() + stty(size) + ";"
                + new RemoteScript(rootAccess).become(command.withStdin(Input.interactive()));
        Command script = Command.of(command.effect(), argv(line))
                .withEnvironment("SHELL", "/bin/sh")
                .withStdin(Input.interactive())
                .withTimeout(command.timeout());
        return new LocalTerminal(command, LocalCommand.start(script, RootAccess.DIRECT, marked, running), marked);
    }

    private static List<String> argv(String line) {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        return linux
                ? List.of("script", "-q", "-e", "-f", "-c", line, "/dev/null")
                : List.of("script", "-c", "exec /bin/sh -c " + io.vmm4j.exec.ShellWords.quote(line), "/dev/null");
    }

    private static String stty(TerminalSize size) {
        return "stty rows " + size.rows() + " columns " + size.columns();
    }

    @Override
    public void resize(TerminalSize size) {
        try {
            Optional<String> terminal = marked.terminal(START_LIMIT_MILLIS);
            if (terminal.isEmpty()) {
                throw unavailable("it has no name yet", null);
            }
            Command resize = Command.idempotent("/bin/sh", "-c", stty(size) + " <\"$1\"", "sh", terminal.get());
            LocalCommand.start(resize, RootAccess.DIRECT, OutputSink.discard(), ConcurrentHashMap.newKeySet())
                    .await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted", e);
        }
    }

    private static TransportException unavailable(String reason, @org.jspecify.annotations.Nullable Throwable cause) {
        return new TransportException(
                Problem.of(ExecError.TERMINAL_UNAVAILABLE)
                        .with("target", "local:")
                        .with("reason", reason),
                CommandFate.NOT_RUN,
                cause);
    }

    @Override
    public Command command() {
        return command;
    }

    @Override
    public OutputStream stdin() {
        return script.stdin();
    }

    @Override
    public Exit await() {
        return script.await();
    }

    @Override
    public void onEnd(Runnable action) {
        script.onEnd(action);
    }

    @Override
    public void signal(Signal signal) {
        script.signal(signal);
    }

    @Override
    public void cancel() {
        script.cancel();
    }

    @Override
    public void close() {
        script.close();
    }
}
