package io.vmm4j.testkit.internal.host;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Image;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.Programs;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.List;

/** Becomes the program that argv names, and complains as the login shell would when that cannot be done. */
public final class Launcher implements Program {

    private static final int NOT_FOUND = 127;
    private static final int NOT_EXECUTABLE = 126;

    private final String name;

    /** Becomes the program of this name, which is looked up in PATH unless it has a slash. */
    public Launcher(String name) {
        this.name = name;
    }

    @Override
    public int run(SimProcess process) throws IOException {
        Programs programs = process.machine().programs();
        String shell = process.account().shell();
        String prefix = shell.substring(shell.lastIndexOf('/') + 1) + ": " + name + ": ";
        String path;
        try {
            path = programs.find(process.files(), name, process.environment().getOrDefault("PATH", Logins.PATH));
        } catch (SystemError e) {
            boolean missing = e.errno() == Errno.ENOENT;
            process.complain(prefix
                    + (missing ? "not found" : "cannot execute - " + e.errno().text()) + "\n");
            return missing ? NOT_FOUND : NOT_EXECUTABLE;
        }
        Image image;
        try {
            image = programs.load(process.files(), path);
        } catch (SystemError e) {
            if (e.errno() != Errno.ENOEXEC) {
                process.complain(prefix + e.errno().text() + "\n");
                return NOT_EXECUTABLE;
            }
            image = new Image(programs.load(process.files(), "/bin/sh").program(), List.of("/bin/sh", path));
        }
        throw process.exec(image, process.argv(), process.environment());
    }
}
