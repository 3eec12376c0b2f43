package io.vmm4j.testkit.internal.tty;

import io.vmm4j.exec.TerminalSize;
import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.Patience;
import io.vmm4j.testkit.internal.io.Pipe;
import io.vmm4j.testkit.internal.io.Tty;
import io.vmm4j.testkit.internal.io.TtyModes;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.ProcessTable;
import io.vmm4j.testkit.internal.kernel.Sig;
import java.io.IOException;
import java.util.Optional;

/**
 * A pseudo-terminal, pty(4). Processes have one side as a {@link Tty}; the other belongs to whoever sits before it: a client, sshd,
 * a virtual machine's serial line. Thread safe.
 *
 * <p>Each first opening puts the terminal back to {@link TtyModes#SANE}. What is typed while no process has it open is lost.
 */
public final class Pty implements Tty {

    private static final int INPUT_LIMIT = 64 * 1024;

    private final VirtualTimeline timeline;
    private final ProcessTable processes;
    private final String path;
    private final Patience.Source keyboard;
    private final Pipe screen;
    private final OpenFile screenEnd;
    private final LineEditor editor;
    private TerminalSize size;
    private int openings;
    private int foreground;
    private boolean hungUp;

    /**
     * A terminal.
     *
     * @param path its device
     * @param keyboard whether a client types, or a part of the simulation
     */
    public Pty(ProcessTable processes, VirtualTimeline timeline, String path, Patience.Source keyboard) {
        this.timeline = timeline;
        this.processes = processes;
        this.path = path;
        this.keyboard = keyboard;
        this.screen = new Pipe(timeline);
        this.screenEnd = screen.writeEnd();
        this.editor = new LineEditor(this::signalForeground);
        this.size = TerminalSize.VT220;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public TerminalSize size() {
        return timeline.look(() -> size);
    }

    @Override
    public void resize(TerminalSize changed) {
        timeline.locked(() -> {
            boolean other = !changed.equals(size);
            size = changed;
            if (other) {
                signalForeground(Sig.WINCH);
            }
        });
    }

    @Override
    public TtyModes modes() {
        return timeline.look(editor::modes);
    }

    @Override
    public void setModes(TtyModes modes) {
        timeline.locked(() -> editor.setModes(modes));
    }

    /** Sets the process group that keys and hanging up signal. */
    public void setForeground(int group) {
        timeline.locked(() -> foreground = group);
    }

    private void signalForeground(Sig sig) {
        if (foreground > 0) {
            processes.signalGroup(foreground, sig);
        }
    }

    /** Opens it as a process does. */
    public OpenFile open() {
        timeline.locked(() -> {
            if (openings == 0) {
                editor.setModes(TtyModes.SANE);
                editor.flush();
            }
            openings++;
        });
        return new Opening();
    }

    /** Whether a process has it open. To be asked with the timeline's lock held. */
    public boolean isOpen() {
        return openings > 0;
    }

    /** Types, waiting while nobody reads a lot that was typed. */
    public void type(Patience patience, byte[] bytes, int offset, int length) throws IOException {
        patience.until(() -> hungUp || openings == 0 || editor.waiting() < INPUT_LIMIT, Patience.Source.SIMULATION);
        timeline.locked(() -> {
            if (!hungUp && openings > 0) {
                screen.append(editor.type(bytes, offset, length));
            }
        });
    }

    /** Where what is printed can be read; its end comes when the terminal is hung up. */
    public OpenFile screen() {
        return screen.readEnd();
    }

    /** Ends the connection: the foreground processes get HUP, reads see the end, writes fail. */
    public void hangUp() {
        boolean first = timeline.lockedGet(() -> {
            boolean was = hungUp;
            hungUp = true;
            if (!was) {
                signalForeground(Sig.HUP);
            }
            return !was;
        });
        if (first) {
            screenEnd.release();
        }
    }

    /** One opening of the terminal. */
    private final class Opening extends OpenFile {

        @Override
        public Kind kind() {
            return Kind.CHARACTER_DEVICE;
        }

        @Override
        public boolean isReadable() {
            return true;
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public Optional<Tty> terminal() {
            return Optional.of(Pty.this);
        }

        @Override
        public int read(Patience patience, byte[] buffer, int offset, int length) throws IOException {
            while (true) {
                int count = timeline.lockedGet(() -> hungUp ? -1 : editor.take(buffer, offset, length));
                if (count != 0 || length == 0) {
                    return count;
                }
                patience.until(() -> hungUp || editor.hasInput(), keyboard);
            }
        }

        @Override
        public void write(Patience patience, byte[] buffer, int offset, int length) throws IOException {
            if (timeline.look(() -> hungUp)) {
                throw Errno.EIO.asError();
            }
            byte[] printed = timeline.look(() -> editor.printed(buffer, offset, length));
            screenEnd.write(patience, printed, 0, printed.length);
        }

        @Override
        protected void closed() {
            timeline.locked(() -> openings--);
        }
    }
}
