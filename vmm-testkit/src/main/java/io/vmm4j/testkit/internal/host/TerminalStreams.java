package io.vmm4j.testkit.internal.host;

import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.Patience;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.Session;
import io.vmm4j.testkit.internal.tty.Pty;
import io.vmm4j.testkit.internal.tty.Ptys;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** A pseudo-terminal: both output streams come together, and abandoning it hangs it up. */
final class TerminalStreams implements Streams {

    private final VirtualTimeline timeline;
    private final Ptys ptys;
    private final Pty pty;
    private final OutputSink sink;
    private volatile boolean abandoned;

    TerminalStreams(Machine machine, Account account, TerminalSize size, OutputSink sink) {
        this.timeline = machine.timeline();
        this.ptys = Ptys.of(machine);
        this.pty = ptys.allocate(account, Patience.Source.OUTSIDER);
        this.sink = sink;
        pty.resize(size);
    }

    @Override
    public Map<Integer, OpenFile> descriptors() {
        OpenFile tty = pty.open();
        return Map.of(0, tty, 1, tty.share(), 2, tty.share());
    }

    @Override
    public Session session() {
        return Session.detached().withTerminal(pty::open);
    }

    @Override
    public void started(int processGroup, Owner owner) {
        pty.setForeground(processGroup);
        OutputPump.start(
                timeline, pty.screen(), sink::stdout, () -> abandoned, owner::outputRefused, owner::outputEnded);
    }

    /** The leader is gone: what it printed is still delivered, then the terminal ends. */
    void leaderEnded() {
        ptys.release(pty);
    }

    @Override
    public OutputStream interactiveInput() {
        return new Keyboard();
    }

    @Override
    public void resize(TerminalSize size) {
        pty.resize(size);
    }

    @Override
    public void abandon() {
        timeline.locked(() -> abandoned = true);
        ptys.release(pty);
    }

    /** What the client types. Closing it hangs up nothing: a terminal has no end of file but ^D. */
    private final class Keyboard extends OutputStream {

        private final Patience patience = Patience.of(timeline);

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            pty.type(patience, buffer, offset, length);
        }
    }
}
