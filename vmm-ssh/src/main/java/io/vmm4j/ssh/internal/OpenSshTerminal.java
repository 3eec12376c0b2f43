package io.vmm4j.ssh.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.ShellWords;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.RemoteScript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A command on a terminal that ssh(1) was told to ask for. It learns of a new size by stty(1) from another session. */
final class OpenSshTerminal extends OpenSshCommand implements Terminal {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    OpenSshTerminal(
            OpenSshMaster master,
            RemoteSession.Request request,
            OutputSink output,
            RemoteScript script,
            Set<RunningCommand> running) {
        super(master, request, output, script, running);
    }

    @Override
    public void resize(TerminalSize size) {
        try {
            Optional<String> terminal = marked().terminal(PATIENCE.toMillis());
            if (terminal.isEmpty()) {
                throw unavailable("it has no name yet", null);
            }
            String stty =
                    "stty rows " + size.rows() + " columns " + size.columns() + " <" + ShellWords.quote(terminal.get());
            try (RunningCommand resizing = master().start(
                            command().withStdin(Input.none()),
                            NO_TERMINAL,
                            List.of(RemoteScript.forLoginShell(stty)),
                            PATIENCE,
                            OutputSink.discard())) {
                resizing.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted", e);
        }
    }

    private TransportException unavailable(String reason, @Nullable Throwable cause) {
        return new TransportException(
                Problem.of(ExecError.TERMINAL_UNAVAILABLE)
                        .with("target", master().target())
                        .with("reason", reason),
                CommandFate.MAY_HAVE_RUN,
                cause);
    }
}
