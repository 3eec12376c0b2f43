package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.kernel.Killed;
import io.vmm4j.testkit.internal.kernel.Sig;
import io.vmm4j.testkit.internal.kernel.Signals.Disposition;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the shell does about signals, and at its end. INT, QUIT, TERM and HUP are always caught, so they take effect between
 * commands: a shell that waits for a command dies only when the command has ended.
 */
final class Traps {

    /** The pseudo-signal of the shell's end. */
    static final String EXIT = "EXIT";

    /** The pseudo-signal of a command that failed. */
    static final String ERR = "ERR";

    private static final Set<Sig> FATAL = EnumSet.of(Sig.INT, Sig.QUIT, Sig.TERM, Sig.HUP);

    private final Shell shell;
    private final Map<String, String> actions = new LinkedHashMap<>();
    private boolean running;

    Traps(Shell shell) {
        this.shell = shell;
        FATAL.forEach(this::catchUnlessIgnored);
    }

    /** Those of a subshell: what is ignored stays so, everything else is gone. */
    Traps inherited(Shell subshell) {
        Traps copy = new Traps(subshell);
        actions.forEach((name, action) -> {
            if (action.isEmpty()) {
                copy.actions.put(name, action);
            }
        });
        return copy;
    }

    private void catchUnlessIgnored(Sig sig) {
        if (shell.process().signals().get(sig) == Disposition.DEFAULT) {
            shell.process().signals().set(sig, Disposition.CATCH);
        }
    }

    /** The canonical name of a signal that trap knows; empty if there is none. */
    static Optional<String> canonical(String name) {
        if (name.equals("0") || name.equalsIgnoreCase(EXIT)) {
            return Optional.of(EXIT);
        }
        return name.equalsIgnoreCase(ERR) ? Optional.of(ERR) : Sig.named(name).map(Sig::name);
    }

    /** Sets or, if empty, takes back what happens. */
    void set(String name, Optional<String> action) {
        action.ifPresentOrElse(text -> actions.put(name, text), () -> actions.remove(name));
        Sig.named(name).ifPresent(sig -> {
            Disposition disposition = action.isEmpty()
                    ? (FATAL.contains(sig) ? Disposition.CATCH : Disposition.DEFAULT)
                    : action.get().isEmpty() ? Disposition.IGNORE : Disposition.CATCH;
            shell.process().signals().set(sig, disposition);
        });
    }

    Map<String, String> actions() {
        return Map.copyOf(actions);
    }

    /** Whether the name has an action. */
    Optional<String> action(String name) {
        return Optional.ofNullable(actions.get(name));
    }

    /** Does what is due for the signals that have come. */
    void runPending() throws IOException {
        shell.process().checkSignals();
        for (Optional<Sig> sig = shell.process().signals().takeCaught();
                sig.isPresent();
                sig = shell.process().signals().takeCaught()) {
            Optional<String> action = action(sig.get().name());
            if (action.isPresent()) {
                run(action.get());
            } else if (FATAL.contains(sig.get())) {
                die(sig.get());
            }
        }
    }

    /** The default action of a signal that the shell catches for itself. */
    private void die(Sig sig) throws IOException {
        if (shell.isInteractive()) {
            if (sig == Sig.INT) {
                throw new Interrupted();
            }
            if (sig != Sig.HUP) {
                return;
            }
        }
        shell.setStatus(128 + sig.number());
        runExit();
        boolean leader = shell.process().group() == shell.process().pid();
        if (sig == Sig.HUP || sig == Sig.QUIT || !leader) {
            throw new Control.Exit(128 + sig.number());
        }
        shell.process().signals().set(sig, Disposition.DEFAULT);
        try {
            int group = shell.process().group();
            shell.process().machine().processes().kill(shell.process().account(), -group, Optional.of(sig));
        } catch (SystemError e) {
            throw new IllegalStateException(e);
        }
        throw new Killed(sig);
    }

    /** Runs the action of the shell's end, once. */
    void runExit() throws IOException {
        String action = actions.remove(EXIT);
        if (action != null) {
            try {
                run(action);
            } catch (Control.Exit e) {
                shell.setStatus(e.value());
            }
        }
    }

    /** Runs the action of a failed command. */
    void runError() throws IOException {
        Optional<String> action = action(ERR);
        if (action.isPresent() && !running) {
            running = true;
            try {
                run(action.get());
            } finally {
                running = false;
            }
        }
    }

    private void run(String action) throws IOException {
        int status = shell.status();
        Optional<Tree> tree = Parser.parseAll(action);
        if (tree.isPresent()) {
            shell.interpreter().execute(tree.get());
        }
        shell.setStatus(status);
    }

    /** The user typed ^C at an interactive shell. */
    static final class Interrupted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Interrupted() {
            super("", null, false, false);
        }
    }
}
