package io.vmm4j.testkit.plan;

import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.LocalExecutor;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** Commands run by a shell that we did not write, which has small scripts for what only OpenBSD's base system has. */
final class RealShell {

    private static final Map<String, String> STAND_INS = Map.of(
            "sha256", "shift; exec sha256sum \"$1\" | cut -d' ' -f1",
            "stat",
                    "case $2 in %Su:%Sg) exec /usr/bin/stat -c %U:%G \"$3\";; %Lp) exec /usr/bin/stat -c %a \"$3\";; esac",
            "chown", "exit 0");

    private RealShell() {}

    /**
     * Runs all with this shell.
     *
     * @param bin where the scripts are to be; it is made
     * @param more further scripts, by name
     */
    static CommandExecutor host(String shell, Path bin, Map<String, String> more) throws IOException {
        Requirement.require(Files.isExecutable(Path.of("/bin", shell)), shell);
        Requirement.require(Files.isExecutable(Path.of("/usr/bin/sha256sum")), "sha256sum(1) and GNU stat(1)");
        Files.createDirectory(bin);
        for (Map<String, String> scripts : List.of(STAND_INS, more)) {
            for (Map.Entry<String, String> one : scripts.entrySet()) {
                script(bin.resolve(one.getKey()), one.getValue());
            }
        }
        script(bin.resolve("sh"), "exec " + shell + " \"$@\"");
        return new WithPath(LocalExecutor.create(RootAccess.DIRECT), bin + ":/usr/bin:/bin");
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
