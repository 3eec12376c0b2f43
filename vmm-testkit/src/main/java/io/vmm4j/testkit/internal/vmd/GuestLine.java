package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.exec.TerminalSize;
import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.board.Board.Echo;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.Patience;
import io.vmm4j.testkit.internal.io.Tty;
import io.vmm4j.testkit.internal.io.TtyModes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The serial line of a VM as its own programs have it: a terminal that gives whole lines, whatever its modes. Thread safe. */
final class GuestLine extends OpenFile implements Tty {

    private final VirtualTimeline timeline;
    private final GuestTerminal terminal;
    private final Consoles.Console line;
    private final StringBuilder rest = new StringBuilder();
    private TtyModes modes = TtyModes.SANE;
    private TerminalSize size = new TerminalSize(80, 24);

    GuestLine(VirtualTimeline timeline, GuestTerminal terminal, Consoles.Console line) {
        this.timeline = timeline;
        this.terminal = terminal;
        this.line = line;
    }

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
        return Optional.of(this);
    }

    @Override
    public int read(Patience patience, byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            int count = timeline.lockedGet(() -> take(buffer, offset, length));
            if (count != 0) {
                return count;
            }
            patience.until(terminal::hasLine, Patience.Source.SIMULATION);
        }
    }

    private int take(byte[] buffer, int offset, int length) {
        if (rest.length() == 0 && terminal.hasLine()) {
            String next = terminal.takeLine();
            if (next.equals(GuestTerminal.END_OF_INPUT)) {
                return -1;
            }
            rest.append(next).append('\n');
        }
        int count = Math.min(length, rest.length());
        byte[] bytes = rest.substring(0, count).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, buffer, offset, count);
        rest.delete(0, count);
        return count;
    }

    @Override
    public void write(Patience patience, byte[] buffer, int offset, int length) {
        String text = new String(buffer, offset, length, StandardCharsets.ISO_8859_1);
        timeline.locked(() -> line.write(modes.nlToCrNl() ? text.replace("\n", "\r\n") : text));
    }

    @Override
    public String path() {
        return "/dev/ttyS0";
    }

    @Override
    public TerminalSize size() {
        return timeline.look(() -> size);
    }

    @Override
    public TtyModes modes() {
        return timeline.look(() -> modes);
    }

    @Override
    public void setModes(TtyModes changed) {
        timeline.locked(() -> {
            modes = changed;
            terminal.listen(changed.echo() ? Echo.ON : Echo.OFF);
        });
    }

    @Override
    public void resize(TerminalSize changed) {
        timeline.locked(() -> size = changed);
    }
}
