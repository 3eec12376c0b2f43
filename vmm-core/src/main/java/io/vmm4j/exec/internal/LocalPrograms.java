package io.vmm4j.exec.internal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds programs of this machine in PATH, then in the system's own directories, as the remote transports do. */
public final class LocalPrograms {

    private static final List<String> SYSTEM_DIRECTORIES =
            List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/local/sbin");

    private LocalPrograms() {}

    /** Where the program is, executable or not; empty if it is nowhere. A name with a slash is taken as it is. */
    public static Optional<Path> find(String program) {
        if (program.indexOf('/') >= 0) {
            return Optional.of(Path.of(program)).filter(Files::exists);
        }
        List<Path> candidates = directories().stream()
                .map(directory -> Path.of(directory, program))
                .filter(Files::isRegularFile)
                .toList();
        return candidates.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    private static List<String> directories() {
        List<String> directories = new ArrayList<>();
        String path = System.getenv("PATH");
        if (path != null) {
            for (String directory : path.split(File.pathSeparator, -1)) {
                directories.add(directory.isEmpty() ? "." : directory);
            }
        }
        directories.addAll(SYSTEM_DIRECTORIES);
        return directories;
    }
}
