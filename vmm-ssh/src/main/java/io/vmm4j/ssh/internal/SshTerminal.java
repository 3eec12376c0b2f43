package io.vmm4j.ssh.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.Reasons;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.schmizz.sshj.common.SSHException;

/** A command on a channel with a pseudo-terminal. */
final class SshTerminal extends SshCommand implements Terminal {

    private final SshConnection connection;
    private final TerminalSize size;

    SshTerminal(
            SshConnection connection,
            RemoteSession.Request request,
            TerminalSize size,
            OutputSink output,
            Terminator terminator,
            Set<RunningCommand> running) {
        super(connection, request, output, terminator, running);
        this.connection = connection;
        this.size = size;
    }

    @Override
    OutputSink sink(OutputSink output) {
        return output;
    }

    @Override
    void prepare(ExecChannel open) throws SSHException {
        String type = Optional.ofNullable(System.getenv("TERM"))
                .filter(name -> !name.isEmpty())
                .orElse("vt220");
        open.allocatePTY(type, size.columns(), size.rows(), 0, 0, Map.of());
    }

    @Override
    boolean missesMark() {
        return false;
    }

    @Override
    public void resize(TerminalSize newSize) {
        Optional<ExecChannel> open = channel();
        if (open.isPresent()) {
            try {
                open.get().changeWindowDimensions(newSize.columns(), newSize.rows(), 0, 0);
            } catch (SSHException e) {
                throw new TransportException(
                        Problem.of(ExecError.TERMINAL_UNAVAILABLE)
                                .with("target", connection.target())
                                .with("reason", Reasons.of(e)),
                        CommandFate.MAY_HAVE_RUN,
                        e);
            }
        }
    }
}
