package io.vmm4j.install.internal;

import io.vmm4j.DiskSpec;
import io.vmm4j.VmSpec;
import java.util.Set;

/** What holds for the Linux systems alike. */
public final class LinuxRules {

    /** What kernel and boot loader are told, so that they speak on the only console there is. */
    public static final String CONSOLE = "console=ttyS0,115200n8";

    /** Users and groups that a fresh Debian, Ubuntu or Alpine has; a user's own group needs the name as well. */
    private static final Set<String> TAKEN = Set.of(
            "adm",
            "apt",
            "audio",
            "backup",
            "bin",
            "cdrom",
            "cron",
            "crontab",
            "daemon",
            "dialout",
            "dip",
            "disk",
            "fax",
            "floppy",
            "ftp",
            "games",
            "gnats",
            "guest",
            "halt",
            "input",
            "irc",
            "kmem",
            "kvm",
            "list",
            "lp",
            "lxd",
            "mail",
            "man",
            "messagebus",
            "netdev",
            "news",
            "nobody",
            "nogroup",
            "ntp",
            "operator",
            "pollinate",
            "plugdev",
            "proxy",
            "render",
            "sasl",
            "sgx",
            "shadow",
            "shutdown",
            "src",
            "sshd",
            "staff",
            "sudo",
            "sync",
            "sys",
            "syslog",
            "tape",
            "tcpdump",
            "tty",
            "tss",
            "users",
            "utmp",
            "uucp",
            "uuidd",
            "video",
            "voice",
            "wheel",
            "www-data");

    private static final String FIRST_DISK = "abcd";

    private LinuxRules() {}

    /** Whether the system has a user or group of this name already. */
    public static boolean isTaken(String name) {
        return TAKEN.contains(name) || name.startsWith("systemd-") || name.startsWith("_");
    }

    /** The disk to install on, as Linux calls it: the first that is made for the VM, as a medium may come before it. */
    public static String targetDisk(VmSpec vm) {
        for (int i = 0; i < vm.disks().size(); i++) {
            if (vm.disks().get(i) instanceof DiskSpec.New) {
                return "/dev/vd" + FIRST_DISK.charAt(i);
            }
        }
        return "/dev/vda";
    }
}
