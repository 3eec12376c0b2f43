package io.vmm4j.plan;

import io.vmm4j.exec.ShellWords;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A program that judges a file before it gets its name: by exit status 0. It runs as root in the root directory.
 *
 * @param description what people call it: {@code vmd -n -f}
 * @param argv the program with its arguments, to which the path of the file is appended
 */
public record FileChecker(String description, List<String> argv) {

    public FileChecker {
        Objects.requireNonNull(description, "description");
        argv = List.copyOf(argv);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a checker is a program with arguments");
        }
    }

    /** A program that is described by itself. */
    public static FileChecker of(String... program) {
        List<String> argv = List.of(program);
        return new FileChecker(argv.stream().map(ShellWords::display).collect(Collectors.joining(" ")), argv);
    }

    @Override
    public String toString() {
        return description;
    }
}
