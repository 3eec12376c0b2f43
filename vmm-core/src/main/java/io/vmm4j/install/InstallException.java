package io.vmm4j.install;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import java.util.List;

/** An installation did not come about; {@link #code()} is an {@link InstallError}. */
public final class InstallException extends VmmException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> findings;
    private final transient List<String> console;

    /** With what was found before anything was changed, and what the console showed last. */
    public InstallException(Problem problem, List<String> findings, List<String> console) {
        super(problem);
        this.findings = List.copyOf(findings);
        this.console = List.copyOf(console);
    }

    /** All that keeps the installation from being begun; empty if it was begun. */
    public List<String> findings() {
        return findings;
    }

    /** What the guest wrote last on its console, oldest first. */
    public List<String> console() {
        return console;
    }
}
