package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Sig;
import io.vmm4j.testkit.internal.kernel.Signals.Disposition;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Copies both ways between a process's streams and a line: what the line says is copied by a child. A tilde begins a command only if
 * a terminal is typed on, and there at first, after a carriage return and after another command; a command that is none is dropped.
 */
final class Bridge {

    private static final int BUFFER = 4096;
    private static final byte END_OF_TRANSMISSION = 4;

    private final SimProcess process;
    private final int line;
    private final boolean typedOn;
    private boolean atLineStart = true;
    private boolean tilde;

    Bridge(SimProcess process, OpenFile line) {
        this.process = process;
        this.line = process.descriptors().add(line.share());
        this.typedOn = process.descriptors().terminal(0).isPresent();
    }

    /** Copies until the input ends, {@code ~.} is typed, or the line is gone. */
    void run() throws IOException {
        process.signals().set(Sig.CHLD, Disposition.CATCH);
        SimProcess listener = process.fork(List.of("cu"), child -> listen(child, line));
        listener.start();
        try {
            talk(listener);
        } finally {
            process.descriptors().close(line);
            if (process.machine().timeline().look(listener::ending).isEmpty()) {
                process.machine().processes().kill(process.account(), listener.pid(), Optional.of(Sig.TERM));
            }
            process.waitFor(listener);
        }
    }

    private static int listen(SimProcess child, int line) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = child.read(line, buffer, 0, BUFFER); count > 0; count = child.read(line, buffer, 0, BUFFER)) {
            child.write(1, buffer, 0, count);
        }
        return 0;
    }

    private void talk(SimProcess listener) throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (process.machine().timeline().look(listener::ending).isEmpty()) {
            int count;
            try {
                count = process.read(0, buffer, 0, BUFFER);
            } catch (SystemError e) {
                if (e.errno() == Errno.EINTR) {
                    process.signals().takeCaught();
                    continue;
                }
                throw e;
            }
            if (count < 0 || !send(buffer, count)) {
                return;
            }
        }
    }

    /** Sends what was typed; false after {@code ~.} at the start of a line. */
    private boolean send(byte[] typed, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            byte c = typed[i];
            if (tilde) {
                tilde = false;
                if (c == '.' || c == END_OF_TRANSMISSION) {
                    return false;
                }
                if (c == '~') {
                    process.write(line, typed, i, 1);
                }
            } else if (typedOn && atLineStart && c == '~') {
                tilde = true;
            } else {
                process.write(line, typed, i, 1);
                atLineStart = c == '\r';
            }
        }
        return true;
    }
}
