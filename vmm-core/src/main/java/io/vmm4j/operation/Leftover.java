package io.vmm4j.operation;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.ShellWords;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Something that an operation has made on a host and not removed, and the command that removes it. Immutable.
 *
 * @param kind what sort of thing it is
 * @param name which one, as the host names it: {@code /var/vmm/web.qcow2}
 * @param removal the program with its arguments that removes it, as root; it does nothing if the thing is not there
 */
public record Leftover(Kind kind, String name, List<String> removal) {

    /** What sort of thing it is. */
    public enum Kind {
        VM,
        DISK,
        FILE,
        DIRECTORY,
        NETWORK,
        RULES,
        CONFIGURATION,
        PROCESS,
        RESERVATION,
        /** What the step cannot tell; the command tries again to undo it. */
        UNKNOWN
    }

    public Leftover {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        removal = List.copyOf(removal);
        if (removal.isEmpty()) {
            throw new IllegalArgumentException("a leftover names the command that removes it");
        }
    }

    /** Something that this program removes. */
    public static Leftover of(Kind kind, String name, String... removal) {
        return new Leftover(kind, name, List.of(removal));
    }

    /** A file, removed by rm(1). */
    public static Leftover file(String path) {
        return of(Kind.FILE, path, "rm", "-f", path);
    }

    /** The command that removes it. */
    public Command command() {
        return Command.idempotent(removal.toArray(String[]::new)).asRoot();
    }

    /** The command as a person types it in sh(1). */
    public String line() {
        return removal.stream().map(ShellWords::display).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return name + " (" + line() + ")";
    }
}
