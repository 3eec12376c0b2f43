package io.vmm4j.host;

import java.util.Locale;
import java.util.Optional;

/** What can be wrong with a host. The {@link #id} of each is stable. */
public enum SymptomCode {
    NOT_OPENBSD(
            Severity.ERROR,
            "The host does not run OpenBSD with vmctl(8).",
            "vmd(8) exists on OpenBSD only, on amd64.",
            "uname -srm"),
    RELEASE_TOO_OLD(
            Severity.WARNING,
            "This release of OpenBSD is older than those the SDK was written for.",
            "Upgrade the host release by release, its VMs stopped.",
            "uname -r"),
    RELEASE_UNTRIED(
            Severity.NOTE,
            "This release of OpenBSD is newer than those the SDK was written for.",
            "What the SDK does not know it reports as unknown. Look for a newer version of the SDK.",
            ""),
    CPU_WITHOUT_VIRTUALIZATION(
            Severity.ERROR,
            "The processor cannot run VMs.",
            "vmm(4) needs VMX with EPT or SVM with RVI. If the host is a VM itself, its own host must pass them on.",
            "grep ^vmm0 /var/run/dmesg.boot"),
    VMM_NOT_ATTACHED(
            Severity.ERROR,
            "vmm(4) has not attached.",
            "Enable virtualisation (VT-x, AMD-V, SVM) in the machine's setup and boot it again.",
            "grep ^vmm0 /var/run/dmesg.boot"),
    VMM_NODE_MISSING(Severity.ERROR, "There is no /dev/vmm.", "Make the device node.", "ls -l /dev/vmm"),
    VMD_DISABLED(
            Severity.ERROR,
            "vmd(8) is disabled and does not run.",
            "Enable and start it. It starts every VM of /etc/vm.conf that is not disabled there.",
            "rcctl check vmd"),
    VMD_NOT_AT_BOOT(
            Severity.WARNING,
            "vmd(8) runs, and would not be started at the next boot.",
            "Enable it. That starts and stops nothing now.",
            "rcctl get vmd status"),
    VMD_STOPPED(
            Severity.ERROR,
            "vmd(8) is enabled and does not run.",
            "Start it, and look again a second later: it can be dead by then. It starts every VM of /etc/vm.conf that is"
                    + " not disabled there.",
            "rcctl check vmd"),
    VMD_FAILING(
            Severity.ERROR,
            "vmd(8) is enabled and died.",
            "Remove the cause that its last messages name, then start it, and look again a second later.",
            "rcctl check vmd"),
    VM_CONF_INVALID(
            Severity.ERROR,
            "vmd(8) refuses its configuration.",
            "Correct it. Until then do not reload: that would lose all VMs that are stopped.",
            "vmd -n"),
    FIRMWARE_MISSING(
            Severity.WARNING,
            "The BIOS firmware is missing: guests start only from a kernel.",
            "Fetch it. No reboot is needed.",
            "ls -l /etc/firmware/vmm-bios"),
    TAPS_TAKEN(
            Severity.WARNING,
            "No tap(4) device node is free: no further network interface of a VM can be started.",
            "Make more device nodes, one for each network interface.",
            "ls /dev/tap*"),
    TAPS_TOO_FEW(
            Severity.WARNING,
            "The VMs of /etc/vm.conf have more network interfaces than there are tap(4) device nodes.",
            "Make more device nodes, one for each network interface.",
            "ls /dev/tap*"),
    PTYS_TAKEN(
            Severity.WARNING,
            "No pseudo-terminal is free: no further VM can be started.",
            "End what holds them, or make more device nodes; pty0, pty1 and so on make 62 each.",
            "ls /dev/ttyp*"),
    MEMORY_SHORT(
            Severity.WARNING,
            "The VMs that run or start with vmd(8) may take more memory than there is.",
            "Stop VMs or give them less. vmd(8) does not keep them from taking it all.",
            "vmctl status"),
    LOGIN_CLASS_LIMIT(
            Severity.WARNING,
            "The login class of vmd(8) allows less memory than a VM has: its process dies at the start.",
            "Raise the datasize of the class vmd, in a file of its own or where it stands. It is in effect when vmd(8) is started next, which stops every VM.",
            "getcap -f /etc/login.conf.d/vmd:/etc/login.conf vmd"),
    DISK_SHORT(
            Severity.WARNING,
            "A file system that VMs need is nearly full.",
            "Make room. The guests' writes fail when there is none.",
            "df -kP"),
    FORWARDING_OFF(
            Severity.WARNING,
            "The host does not forward packets: guests on local interfaces reach nothing but the host.",
            "Turn forwarding on, now and at boot.",
            "sysctl net.inet.ip.forwarding"),
    PF_DISABLED(
            Severity.WARNING,
            "pf(4) is disabled, so nothing translates the addresses of local interfaces.",
            "Enable it; the rules of /etc/pf.conf are in force then.",
            "pfctl -si"),
    NAT_MISSING(
            Severity.WARNING,
            "No rule of pf(4) translates the addresses of local interfaces: guests reach nothing beyond the host.",
            "Add this rule to /etc/pf.conf, check the file with pfctl -nf /etc/pf.conf and load it with pfctl -f"
                    + " /etc/pf.conf.",
            "pfctl -sr"),
    CLOCK_OFF(
            Severity.WARNING,
            "The host's clock and this program's differ.",
            "Let ntpd(8) set the one that is wrong.",
            "date -u"),
    LOCAL_PREFIX_CLASH(
            Severity.WARNING,
            "The addresses of local interfaces overlap with another network of the host.",
            "Give vmd(8) another prefix at the top of /etc/vm.conf. It counts for VMs that are started after the next reload.",
            "ifconfig"),
    PRIVILEGES_MISSING(
            Severity.WARNING,
            "The user may neither run vmctl(8) as root nor talk to vmd(8).",
            "Add these lines to the end of /etc/doas.conf, where the last that matches counts, and check it with doas -C"
                    + " /etc/doas.conf: one broken line locks everybody out.",
            "doas -n vmctl status"),
    SOCKET_NOT_PERMITTED(
            Severity.WARNING,
            "The user may not talk to vmd(8).",
            "Make him the socket's owner at the top of /etc/vm.conf, and the owner of the VMs that he is to control. It counts"
                    + " after a reload, which also starts every stopped VM that is not disabled in the file and drops those"
                    + " that it does not define.",
            "vmctl status"),
    OPERATIONS_NOT_PERMITTED(
            Severity.NOTE,
            "doas(1) does not permit the user everything that the SDK can do.",
            "If he is to do it, add these lines to the end of /etc/doas.conf. One for sh makes him root in all but name.",
            "doas -C /etc/doas.conf vmctl"),
    VM_UNKNOWN_TO_VMD(
            Severity.WARNING,
            "/etc/vm.conf defines a VM that vmd(8) does not know.",
            "Have vmd(8) read the file once more. That also starts VMs that it does not know yet and that are not disabled.",
            "vmctl status"),
    VM_NOT_DEFINED(
            Severity.WARNING,
            "vmd(8) knows a stopped VM that /etc/vm.conf does not define: the next reload drops it.",
            "Define it in /etc/vm.conf if it is to stay.",
            "vmctl status"),
    VM_MEMORY_DIFFERS(
            Severity.NOTE,
            "A VM has other memory than /etc/vm.conf says.",
            "vmd(8) takes it over when it reads the file while the VM is stopped. Such a reload drops every stopped VM that"
                    + " the file does not define, and starts every stopped VM that is not disabled in it.",
            "vmctl status"),
    SWITCH_INTERFACE_MISSING(
            Severity.ERROR,
            "A switch of /etc/vm.conf is on an interface that does not exist: vmd(8) dies when it reads the file, and all VMs"
                    + " with it.",
            "Create the interface before anything reloads or restarts vmd(8).",
            "ifconfig");

    private final Severity severity;
    private final String summary;
    private final String advice;
    private final String retry;

    SymptomCode(Severity severity, String summary, String advice, String retry) {
        this.severity = severity;
        this.summary = summary;
        this.advice = advice;
        this.retry = retry;
    }

    /** Its stable name: {@code vmd-disabled}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How much it matters. */
    public Severity severity() {
        return severity;
    }

    /** What it is, as a sentence. */
    public String summary() {
        return summary;
    }

    /** What to do, in words. */
    public String advice() {
        return advice;
    }

    /** What to run to see whether it is cured, if there is such a command. */
    public Optional<String> retry() {
        return retry.isEmpty() ? Optional.empty() : Optional.of(retry);
    }
}
