package io.vmm4j.install.internal;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Signal;
import java.io.IOException;
import java.io.OutputStream;

/** cu(1) on a terminal, to which no tilde is typed that it would take for the beginning of a command: cu.c, stream_read. */
public final class EscapedTerminal implements RunningCommand {

    private final RunningCommand cu;
    private final OutputStream stdin;

    /** Cu(1), freshly started. */
    public EscapedTerminal(RunningCommand cu) {
        this.cu = cu;
        this.stdin = new Doubling(cu.stdin());
    }

    /** Doubles a tilde where a line begins for cu(1): at first, after a carriage return, and after a tilde that was doubled. */
    static final class Doubling extends OutputStream {

        private final OutputStream to;
        private boolean atLineStart = true;

        Doubling(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int b) throws IOException {
            if (b == '~' && atLineStart) {
                to.write(b);
            } else {
                atLineStart = b == '\r';
            }
            to.write(b);
        }

        @Override
        public void flush() throws IOException {
            to.flush();
        }

        @Override
        public void close() throws IOException {
            to.close();
        }
    }

    @Override
    public Command command() {
        return cu.command();
    }

    @Override
    public OutputStream stdin() {
        return stdin;
    }

    @Override
    public Exit await() {
        return cu.await();
    }

    @Override
    public void onEnd(Runnable action) {
        cu.onEnd(action);
    }

    @Override
    public void signal(Signal signal) {
        cu.signal(signal);
    }

    @Override
    public void cancel() {
        cu.cancel();
    }

    @Override
    public void close() {
        cu.close();
    }
}
