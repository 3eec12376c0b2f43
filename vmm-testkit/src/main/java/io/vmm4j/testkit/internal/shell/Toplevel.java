package io.vmm4j.testkit.internal.shell;

import java.io.IOException;

/** Where everything a shell can throw ends, and its last trap runs. */
final class Toplevel {

    private final Shell shell;

    Toplevel(Shell shell) {
        this.shell = shell;
    }

    /** What a shell does from beginning to end. */
    @FunctionalInterface
    interface Life {
        /** Does it and returns the exit status. */
        int live() throws IOException;
    }

    /** Runs a shell's life and its EXIT trap; returns its exit status. */
    int guarded(Life life) throws IOException {
        int status = caught(life);
        shell.setStatus(status);
        shell.process().flush();
        shell.traps().runExit();
        shell.process().flush();
        return shell.status();
    }

    private int caught(Life life) throws IOException {
        try {
            int status = life.live();
            shell.setStatus(status);
            shell.process().flush();
            shell.traps().runPending();
            return shell.status();
        } catch (Control e) {
            return e instanceof Control.OfLoop ? 0 : e.value();
        } catch (Complaint e) {
            if (!e.text().isEmpty()) {
                shell.complain(e.text());
            }
            return e.status();
        }
    }
}
