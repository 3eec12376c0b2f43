package io.vmm4j.testkit.internal.tty;

import io.vmm4j.testkit.internal.io.TtyModes;
import io.vmm4j.testkit.internal.kernel.Sig;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The input side of termios(4): what is typed becomes lines, echo and signals. Guarded by the timeline's lock.
 *
 * <p>Keys: ^C, ^\, ^D, ^U, ^W and both backspaces. There is no job control, so ^Z is a character like any other.
 */
final class LineEditor {

    /** A piece of input that one read may return; an empty one is an end of file. */
    private final Deque<byte[]> ready = new ArrayDeque<>();

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream echo = new ByteArrayOutputStream();
    private final Consumer<Sig> signals;
    private TtyModes modes = TtyModes.SANE;
    private int consumed;

    LineEditor(Consumer<Sig> signals) {
        this.signals = signals;
    }

    TtyModes modes() {
        return modes;
    }

    void setModes(TtyModes changed) {
        if (modes.canonical() && !changed.canonical() && line.size() > 0) {
            ready.add(line.toByteArray());
            line.reset();
        }
        modes = changed;
    }

    /** Forgets what was typed and nobody read. */
    void flush() {
        ready.clear();
        line.reset();
        consumed = 0;
    }

    boolean hasInput() {
        return !ready.isEmpty();
    }

    /** How many bytes wait to be read. */
    int waiting() {
        return ready.stream().mapToInt(piece -> piece.length).sum();
    }

    /** Takes typed bytes and returns what is echoed. */
    byte[] type(byte[] bytes, int offset, int length) {
        echo.reset();
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (int i = offset; i < offset + length; i++) {
            int c = bytes[i] & 0xff;
            c = c == '\r' && modes.crToNl() ? '\n' : c;
            if (isSignal(c)) {
                continue;
            }
            if (modes.canonical()) {
                edit(c);
            } else {
                raw.write(c);
                echo(c);
            }
        }
        if (raw.size() > 0) {
            ready.add(raw.toByteArray());
        }
        return echo.toByteArray();
    }

    private boolean isSignal(int c) {
        if (!modes.signals() || (c != 3 && c != 28)) {
            return false;
        }
        echo(c);
        flush();
        signals.accept(c == 3 ? Sig.INT : Sig.QUIT);
        return true;
    }

    private void edit(int c) {
        switch (c) {
            case 4 -> {
                ready.add(line.toByteArray());
                line.reset();
            }
            case '\b', 0x7f -> erase(1);
            case 21 -> erase(line.size());
            case 23 -> erase(lastWord());
            case '\n' -> {
                echo(c);
                line.write(c);
                ready.add(line.toByteArray());
                line.reset();
            }
            default -> {
                echo(c);
                line.write(c);
            }
        }
    }

    private int lastWord() {
        byte[] typed = line.toByteArray();
        int at = typed.length;
        while (at > 0 && typed[at - 1] == ' ') {
            at--;
        }
        while (at > 0 && typed[at - 1] != ' ') {
            at--;
        }
        return typed.length - at;
    }

    private void erase(int count) {
        byte[] typed = line.toByteArray();
        int erased = Math.min(count, typed.length);
        line.reset();
        line.write(typed, 0, typed.length - erased);
        for (int i = 0; i < erased && modes.echo(); i++) {
            echo.writeBytes(new byte[] {'\b', ' ', '\b'});
        }
    }

    private void echo(int c) {
        if (!modes.echo()) {
            return;
        }
        if (c == '\n') {
            writeOut(echo, modes);
        } else if (c < ' ' && c != '\t' && modes.canonical()) {
            echo.write('^');
            echo.write(c + '@');
        } else {
            echo.write(c);
        }
    }

    private static void writeOut(ByteArrayOutputStream out, TtyModes modes) {
        if (modes.nlToCrNl()) {
            out.write('\r');
        }
        out.write('\n');
    }

    /** Printed bytes as they go out to the terminal. */
    byte[] printed(byte[] bytes, int offset, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 16);
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                writeOut(out, modes);
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toByteArray();
    }

    /** Reads what is ready, at most one line of it; 0 if nothing is, -1 at an end of file. */
    int take(byte[] buffer, int offset, int length) {
        byte[] piece = ready.peek();
        if (piece == null) {
            return 0;
        }
        if (piece.length == 0) {
            ready.poll();
            return -1;
        }
        int count = Math.min(length, piece.length - consumed);
        System.arraycopy(piece, consumed, buffer, offset, count);
        consumed += count;
        if (consumed == piece.length) {
            ready.poll();
            consumed = 0;
        }
        return count;
    }
}
