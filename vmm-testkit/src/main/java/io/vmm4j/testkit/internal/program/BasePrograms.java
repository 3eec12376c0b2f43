package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.shell.Sh;
import java.util.List;
import java.util.Map;

/** Puts the base system's programs where OpenBSD has them. */
public final class BasePrograms {

    private static final Sh SHELL = new Sh();

    private static final List<Map<String, Program>> ALL = List.of(
            Map.of(
                    "/bin/sh", SHELL,
                    "/bin/ksh", SHELL,
                    "/bin/cat", TextPrograms.CAT,
                    "/bin/chmod", FilePrograms.CHMOD,
                    "/bin/cp", Copier.CP,
                    "/bin/date", SystemPrograms.DATE,
                    "/bin/dd", new Dd(),
                    "/bin/df", DiskPrograms.DF,
                    "/bin/echo", SmallPrograms.ECHO,
                    "/bin/expr", new Expr()),
            Map.of(
                    "/bin/hostname", SystemPrograms.HOSTNAME,
                    "/bin/kill", ProcessPrograms.KILL,
                    "/bin/ln", FilePrograms.LN,
                    "/bin/ls", Ls.PROGRAM,
                    "/bin/mkdir", FilePrograms.MKDIR,
                    "/bin/mv", Copier.MV,
                    "/bin/ps", ProcessPrograms.PS_PROGRAM,
                    "/bin/rm", FilePrograms.RM,
                    "/bin/rmdir", FilePrograms.RMDIR,
                    "/bin/sleep", SmallPrograms.SLEEP),
            Map.of(
                    "/bin/sha256", Digests.program("sha256", "SHA-256"),
                    "/bin/sha512", Digests.program("sha512", "SHA-512"),
                    "/bin/cksum", Digests.CKSUM,
                    "/bin/chgrp", FilePrograms.CHGRP,
                    "/bin/stty", new Stty(),
                    "/bin/test", SmallPrograms.TEST,
                    "/bin/[", SmallPrograms.TEST,
                    "/sbin/chown", FilePrograms.CHOWN,
                    "/sbin/dmesg", SystemPrograms.DMESG,
                    "/sbin/sysctl", SysctlProgram.PROGRAM),
            Map.of(
                    "/usr/bin/basename", SmallPrograms.BASENAME,
                    "/usr/bin/cut", LinePrograms.CUT,
                    "/usr/bin/dirname", SmallPrograms.DIRNAME,
                    "/usr/bin/du", DiskPrograms.DU,
                    "/usr/bin/env", SmallPrograms.ENV,
                    "/usr/bin/false", SmallPrograms.FALSE,
                    "/usr/bin/true", SmallPrograms.TRUE,
                    "/usr/bin/grep", Grep.PROGRAM,
                    "/usr/bin/groups", SystemPrograms.GROUPS,
                    "/usr/bin/head", TextPrograms.HEAD),
            Map.of(
                    "/usr/bin/id", SystemPrograms.ID,
                    "/usr/bin/install", Install.PROGRAM,
                    "/usr/bin/mktemp", TemporaryFiles.MKTEMP,
                    "/usr/bin/printf", new Printf(),
                    "/usr/bin/readlink", SmallPrograms.READLINK,
                    "/usr/bin/realpath", SmallPrograms.REALPATH,
                    "/usr/bin/sed", Sed.PROGRAM,
                    "/usr/bin/sort", LinePrograms.SORT,
                    "/usr/bin/stat", StatProgram.PROGRAM,
                    "/usr/bin/tail", TextPrograms.TAIL),
            Map.of(
                    "/usr/bin/nc", Nc.PROGRAM,
                    "/usr/bin/tee", TextPrograms.TEE,
                    "/usr/bin/touch", FilePrograms.TOUCH,
                    "/usr/bin/tr", LinePrograms.TR,
                    "/usr/bin/tty", SystemPrograms.TTY,
                    "/usr/bin/uname", SystemPrograms.UNAME,
                    "/usr/bin/uniq", LinePrograms.UNIQ,
                    "/usr/bin/wc", TextPrograms.WC,
                    "/usr/bin/which", SmallPrograms.WHICH,
                    "/usr/bin/whoami", SystemPrograms.WHOAMI),
            Map.of("/usr/bin/pgrep", ProcessSearch.PGREP, "/usr/bin/pkill", ProcessSearch.PKILL));

    private BasePrograms() {}

    /** Installs all of them; the directories exist. */
    public static void install(Machine machine) throws SystemError {
        Files files = machine.files();
        for (Map<String, Program> programs : ALL) {
            for (Map.Entry<String, Program> entry : programs.entrySet()) {
                machine.programs().install(files, entry.getKey(), entry.getValue());
            }
        }
        machine.programs().install(files, "/usr/bin/doas", Doas.PROGRAM, 04555);
    }
}
