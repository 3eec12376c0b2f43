package io.vmm4j.guest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The script that shuts a guest down, in real shells. Programs are stand-ins that write down how they were called; all that could do
 * harm has one, and comes first in the PATH.
 */
class PowerOffScriptTest {

    private static final String LINUX_COMMAND =
            Files.isDirectory(Path.of("/run/systemd/system")) ? "systemctl poweroff" : "poweroff";

    @TempDir
    Path programs;

    private void program(String name, String script) throws IOException {
        Path file = programs.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String run(String shell, String system, int user, String doas, String sudo) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(shell)), shell);
        program("uname", "echo " + system);
        program("id", "echo " + user);
        for (String name : new String[] {"shutdown", "systemctl", "poweroff"}) {
            program(name, "echo \"" + name + " $*\"");
        }
        program("sudo", sudo);
        if (!doas.isEmpty()) {
            program("doas", doas);
        }
        ProcessBuilder builder = new ProcessBuilder(shell, "-c", ShutDown.POWER_OFF).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", programs.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return said.strip().replace("\n", "; ") + " -> " + process.exitValue();
    }

    @ParameterizedTest
    @CsvSource({"/usr/bin/dash", "/usr/bin/mksh", "/usr/bin/ksh93", "/usr/bin/bash"})
    void each_system_is_shut_down_in_its_own_way_as_root_or_by_what_makes_one(String shell) throws Exception {
        String permits = "shift; echo \"as root: $*\"";
        String refuses = "echo \"doas: Operation not permitted\"; exit 1";
        String missing = "echo \"sudo: a password is required\"; exit 1";

        assertThat(run(shell, "OpenBSD", 0, "", missing)).isEqualTo("shutdown -p now -> 0");
        assertThat(run(shell, "Linux", 0, "", missing).replace(" ->", "->").replace(" ->", "->"))
                .isEqualTo(LINUX_COMMAND + "-> 0");
        assertThat(run(shell, "Linux", 1000, "", permits)).isEqualTo("as root: " + LINUX_COMMAND + " -> 0");
        assertThat(run(shell, "FreeBSD", 0, "", missing)).isEqualTo("how FreeBSD is shut down is not known -> 1");
        assertThat(run(shell, "OpenBSD", 1000, refuses, permits))
                .isEqualTo("doas: Operation not permitted; as root: shutdown -p now -> 0");
        assertThat(run(shell, "OpenBSD", 1000, permits, missing)).isEqualTo("as root: shutdown -p now -> 0");
        assertThat(run(shell, "Linux", 1000, refuses, missing))
                .isEqualTo("doas: Operation not permitted; sudo: a password is required -> 1");
    }
}
