package io.vmm4j.testkit.internal.host;

import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.kernel.Uname;
import java.io.UncheckedIOException;
import java.util.List;

/** Makes a small machine that runs a Linux in the manner of Debian: a shell, the usual programs, no doas(1), no vmd(8). */
public final class LinuxMachine {

    private static final Uname UNAME =
            new Uname("Linux", "6.1.0-40-amd64", "#1 SMP PREEMPT_DYNAMIC Debian 6.1.153-1", "x86_64");

    private static final String OS_RELEASE = """
            PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
            NAME="Debian GNU/Linux"
            VERSION_ID="12"
            VERSION="12 (bookworm)"
            VERSION_CODENAME=bookworm
            ID=debian
            HOME_URL="https://www.debian.org/"
            """;

    private static final List<String> NOT_THERE = List.of(
            "/bin/ksh",
            "/bin/sha256",
            "/bin/sha512",
            "/sbin/sysctl",
            "/sbin/dmesg",
            "/usr/bin/doas",
            "/var/run/dmesg.boot",
            "/dev/vmm",
            "/dev/tap0",
            "/dev/tap1",
            "/dev/tap2",
            "/dev/tap3",
            "/etc/installurl");

    private static final long LARGEST_BASE_KILOBYTES = 900_000;

    private LinuxMachine() {}

    /** Makes a machine; release and processor of the spec mean nothing to it. */
    public static Machine create(MachineSpec spec) {
        return create(spec, UNAME);
    }

    /** The same with another kernel. */
    public static Machine create(MachineSpec spec, Uname kernel) {
        try {
            BaseInstallation base = new BaseInstallation(
                    spec, kernel, "/dev/vda1", "/bin/sh", Math.min(LARGEST_BASE_KILOBYTES, spec.diskKilobytes() / 3));
            Machine machine = base.machine();
            for (String path : NOT_THERE) {
                if (machine.files().exists(path)) {
                    machine.files().unlink(path);
                }
            }
            BaseInstallation.write(machine, "/etc/os-release", OS_RELEASE, 0644);
            BaseInstallation.write(machine, "/etc/hostname", spec.hostname() + "\n", 0644);
            BaseInstallation.write(
                    machine,
                    "/etc/ssh/sshd_config",
                    "Include /etc/ssh/sshd_config.d/*.conf\nPermitRootLogin "
                            + (spec.rootPassword().isEmpty() ? "prohibit-password" : "yes") + "\n",
                    0644);
            base.addOwnFiles();
            return machine;
        } catch (SystemError e) {
            throw new UncheckedIOException("the machine could not be made", e);
        }
    }
}
