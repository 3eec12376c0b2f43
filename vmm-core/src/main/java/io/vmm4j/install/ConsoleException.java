package io.vmm4j.install;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dialogue on a serial console has failed; {@link #code()} is a {@link ConsoleError}. */
public final class ConsoleException extends VmmException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> lastLines;

    /** A failure with the lines that led to it, which hold no secrets. */
    public ConsoleException(Problem problem, List<String> lastLines, @Nullable Throwable cause) {
        super(problem, cause);
        this.lastLines = List.copyOf(lastLines);
    }

    /** What the guest wrote last, oldest first, with secrets masked. */
    public List<String> lastLines() {
        return lastLines;
    }
}
