package io.vmm4j.ssh.internal;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.Tunnel;
import io.vmm4j.exec.internal.Marks;
import java.time.Duration;

/** A session on a master connection of the system's own ssh. */
final class OpenSshSession extends RemoteSession {

    private final OpenSshMaster master;

    private OpenSshSession(OpenSshMaster master, RootAccess rootAccess) {
        super(master.target(), rootAccess);
        this.master = master;
    }

    /**
     * Connects and logs in.
     *
     * @throws io.vmm4j.exec.TransportException with fate NOT_RUN
     */
    static OpenSshSession open(OpenSshSettings settings) {
        return new OpenSshSession(OpenSshMaster.connect(settings), settings.rootAccess());
    }

    @Override
    boolean alive() {
        return master.alive();
    }

    /** ssh(1) tells neither a signal nor its own failures from exit statuses; an end mark does. */
    @Override
    String scriptFor(Command command, Marks marks) {
        return script().supervised(command, marks);
    }

    @Override
    RunningCommand launch(Request request, String text, OutputSink output) {
        OpenSshCommand started = new OpenSshCommand(master, request, output, script(), running());
        started.launch(text, OpenSshCommand.NO_TERMINAL);
        return started;
    }

    @Override
    Terminal openTerminal(Command command, TerminalSize size, OutputSink output) {
        Request request = new Request(command.withStdin(Input.interactive()), command, new Marks());
        OpenSshTerminal started = new OpenSshTerminal(master, request, output, script(), running());
        // Through a master, and from a pipe, ssh asks for a terminal on which nothing is switched on.
        String sized = "stty sane;stty rows " + size.rows() + " columns " + size.columns() + ";";
        started.launch(
                text(request.marks().printTerminalStart() + sized + script().terminal(command)),
                OpenSshCommand.TERMINAL);
        return started;
    }

    @Override
    Tunnel openTunnel(String host, int port, Duration timeout) {
        return OpenSshTunnel.open(master, host, port, timeout);
    }

    @Override
    void disconnect() {
        master.close();
    }
}
