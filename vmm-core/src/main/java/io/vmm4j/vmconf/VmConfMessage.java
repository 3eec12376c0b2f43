package io.vmm4j.vmconf;

import java.util.Optional;

/**
 * A line that {@code vmd -n} prints about a file.
 *
 * @param severity how bad
 * @param origin the file and line it names; vmd(8) names the line of the token it had read last, which may be the one after
 *     the culprit. Empty for lines that explain the next one, and for warnings
 * @param text what it says, without program and file
 */
public record VmConfMessage(Severity severity, Optional<Origin> origin, String text) {

    /** How bad a message is. */
    public enum Severity {
        /** The file is refused. */
        ERROR,
        /** It explains the error that follows. */
        NOTE,
        /** The file is accepted in spite of it. */
        WARNING
    }

    /** As {@code vmd -n} prints it on its standard error. */
    @Override
    public String toString() {
        if (severity == Severity.WARNING) {
            return "warning: " + text;
        }
        return "vmd: " + origin.map(where -> where + ": ").orElse("") + text;
    }
}
