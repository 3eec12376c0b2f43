package io.vmm4j.testkit.internal.serial;

import io.vmm4j.exec.TerminalSize;
import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.Patience;
import io.vmm4j.testkit.internal.io.Tty;
import io.vmm4j.testkit.internal.io.TtyModes;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.vmd.Consoles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A terminal with a guest at its other end. Its first opening makes it cooked and echoing, and what the guest writes while it is not
 * open is lost. Guarded by the timeline's lock.
 *
 * <p>Only the modes of {@link TtyModes} are there, of which signals have no effect: no guest presses ^C.
 */
final class SerialLine implements Tty {

    private static final int CAPACITY = 64 * 1024;

    private final VirtualTimeline timeline;
    private final String path;
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder ready = new StringBuilder();
    private Optional<Consoles.Keyboard> guest = Optional.empty();
    private TtyModes modes = TtyModes.SANE;
    private TerminalSize size = new TerminalSize(80, 24);
    private int openings;
    private boolean connected = true;

    SerialLine(VirtualTimeline timeline, String path) {
        this.timeline = timeline;
        this.path = path;
    }

    /** Puts a guest at the other end. */
    void connect(Consoles.Keyboard other) {
        guest = Optional.of(other);
    }

    /** The other end is closed: whoever has it open reads the rest, and then its end. */
    void hangUp() {
        connected = false;
        guest = Optional.empty();
    }

    /** What the guest writes. */
    void receive(String output) {
        for (int i = 0; openings > 0 && i < output.length(); i++) {
            receive(output.charAt(i));
        }
    }

    private void receive(char c) {
        char read = modes.crToNl() && c == '\r' ? '\n' : c;
        if (modes.echo()) {
            guest.ifPresent(other -> sent(read).chars().forEach(each -> other.echoed((char) each)));
        }
        if (ready.length() + line.length() >= CAPACITY) {
            return;
        }
        line.append(read);
        if (read == '\n' || !modes.canonical()) {
            flush();
        }
    }

    private void flush() {
        ready.append(line);
        line.setLength(0);
    }

    private String sent(char c) {
        return modes.nlToCrNl() && c == '\n' ? "\r\n" : String.valueOf(c);
    }

    private int take(byte[] buffer, int offset, int length) {
        if (ready.length() == 0) {
            return connected ? 0 : -1;
        }
        int newline = ready.indexOf("\n");
        int available = modes.canonical() && newline >= 0 ? newline + 1 : ready.length();
        int count = Math.min(length, available);
        byte[] bytes = ready.substring(0, count).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, buffer, offset, count);
        ready.delete(0, count);
        return count;
    }

    private boolean send(String text) {
        guest.ifPresent(other ->
                text.chars().forEach(c -> sent((char) c).chars().forEach(each -> other.typed((char) each))));
        return connected;
    }

    /** Opens it from the host's side. */
    OpenFile open() throws SystemError {
        return timeline.lockedGet(this::tryToOpen).orElseThrow(Errno.EIO::asError);
    }

    private Optional<OpenFile> tryToOpen() {
        if (!connected) {
            return Optional.empty();
        }
        if (openings++ == 0) {
            modes = TtyModes.SANE;
        }
        return Optional.of(new Opening());
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
    public TtyModes modes() {
        return timeline.look(() -> modes);
    }

    @Override
    public void setModes(TtyModes changed) {
        timeline.locked(() -> {
            modes = changed;
            if (!changed.canonical()) {
                flush();
            }
        });
    }

    @Override
    public void resize(TerminalSize changed) {
        timeline.locked(() -> size = changed);
    }

    /** One opening. */
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
            return Optional.of(SerialLine.this);
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
                patience.until(() -> ready.length() > 0 || !connected, Patience.Source.SIMULATION);
            }
        }

        @Override
        public void write(Patience patience, byte[] buffer, int offset, int length) throws IOException {
            String text = new String(buffer, offset, length, StandardCharsets.ISO_8859_1);
            if (!timeline.lockedGet(() -> send(text))) {
                throw Errno.EIO.asError();
            }
        }

        @Override
        protected void closed() {
            timeline.locked(() -> {
                if (--openings == 0) {
                    line.setLength(0);
                    ready.setLength(0);
                }
            });
        }
    }
}
