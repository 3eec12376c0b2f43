package io.vmm4j.host.internal.rights;

import io.vmm4j.exec.Privilege;
import io.vmm4j.host.HostOperation;
import io.vmm4j.host.LeastPrivilege;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules that operations need. */
public final class OperationRules {

    private static final DoasRule VMCTL = DoasRule.any("vmctl");
    private static final DoasRule STATUS = DoasRule.exactly(RootReads.STATUS);
    private static final DoasRule SH = DoasRule.any("sh");
    private static final DoasRule RM = DoasRule.any("rm");
    private static final DoasRule READ_VM_CONF = DoasRule.exactly(RootReads.CONFIGURATION);
    private static final DoasRule CHECK_VM_CONF = DoasRule.exactly(RootReads.VERDICT);

    /** What is run as the user where vmctl(8) is. */
    private static final List<DoasRule> AS_VMCTL = List.of(STATUS, READ_VM_CONF, CHECK_VM_CONF);

    private static final Set<HostOperation> CONFIGURING =
            EnumSet.of(HostOperation.READ_CONFIGURATION, HostOperation.EDIT_CONFIGURATION);

    private static final Set<HostOperation> AS_OWNER = EnumSet.of(
            HostOperation.START,
            HostOperation.STOP,
            HostOperation.RESTART,
            HostOperation.PAUSE,
            HostOperation.DELETE,
            HostOperation.SAFE_REBOOT);
    private static final Set<HostOperation> WITH_SOCKET = EnumSet.of(
            HostOperation.DISKS,
            HostOperation.PROBE,
            HostOperation.DIAGNOSE,
            HostOperation.LIST,
            HostOperation.WATCH,
            HostOperation.START,
            HostOperation.STOP,
            HostOperation.RESTART,
            HostOperation.PAUSE,
            HostOperation.CONSOLE,
            HostOperation.DELETE,
            HostOperation.READ_CONFIGURATION,
            HostOperation.EDIT_CONFIGURATION,
            HostOperation.SAFE_REBOOT);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]{0,30}");

    private OperationRules() {}

    /** The rules for one operation of a host whose vmctl(8) runs as root. */
    static List<DoasRule> of(HostOperation operation) {
        return switch (operation) {
            case PROBE, LIST -> List.of(STATUS);
            case WATCH -> List.of(STATUS, READ_VM_CONF);
            case DIAGNOSE -> RootReads.ALL.stream().map(DoasRule::exactly).toList();
            case DISKS -> List.of(STATUS, READ_VM_CONF, SH);
            case FETCH_MEDIA -> List.of(SH);
            case START, STOP, PAUSE, CONSOLE -> List.of(VMCTL);
            case RESTART -> List.of(VMCTL, READ_VM_CONF);
            case CREATE -> List.of(VMCTL, SH, DoasRule.any("ls"), RM);
            case DELETE -> List.of(VMCTL, READ_VM_CONF, RM);
            case READ_CONFIGURATION -> List.of(STATUS, READ_VM_CONF, CHECK_VM_CONF);
            case EDIT_CONFIGURATION -> List.of(STATUS, READ_VM_CONF, CHECK_VM_CONF, SH);
            case INITIALIZE ->
                List.of(
                        SH,
                        RM,
                        CHECK_VM_CONF,
                        DoasRule.exactly("fw_update", "vmm"),
                        DoasRule.exactly("fw_update", "-d", "vmm"),
                        DoasRule.exactly("rcctl", "enable", "vmd"),
                        DoasRule.exactly("rcctl", "disable", "vmd"),
                        DoasRule.exactly("rcctl", "start", "vmd"),
                        DoasRule.exactly("rcctl", "stop", "vmd"));
            case SAFE_REBOOT -> List.of(VMCTL, READ_VM_CONF, CHECK_VM_CONF, SH);
            case DISABLE ->
                List.of(
                        STATUS,
                        SH,
                        DoasRule.exactly("rcctl", "disable", "vmd"),
                        DoasRule.exactly("rcctl", "enable", "vmd"),
                        DoasRule.exactly("rcctl", "stop", "vmd"),
                        DoasRule.exactly("rcctl", "-f", "start", "vmd"));
        };
    }

    /** The rules for all of these operations, none of which another covers. */
    public static List<DoasRule> of(Set<HostOperation> operations) {
        List<DoasRule> rules = new ArrayList<>();
        for (HostOperation operation : HostOperation.values()) {
            if (operations.contains(operation)) {
                rules.addAll(of(operation));
            }
        }
        return DoasRule.withoutSuperfluous(rules);
    }

    /**
     * What a user needs.
     *
     * @param vmctl as whom vmctl(8) runs on the host
     * @throws IllegalArgumentException if it is no login name
     */
    public static LeastPrivilege leastPrivilege(String user, Set<HostOperation> operations, Privilege vmctl) {
        if (!NAME.matcher(user).matches()) {
            throw new IllegalArgumentException("not a login name: " + user);
        }
        return vmctl == Privilege.ROOT ? byDoas(user, operations) : asOwner(user, operations);
    }

    private static LeastPrivilege byDoas(String user, Set<HostOperation> operations) {
        List<DoasRule> rules = of(operations);
        return new LeastPrivilege(
                rules.stream().map(rule -> rule.line(user)).toList(), List.of(), notesOn(rules, user));
    }

    private static List<String> notesOn(List<DoasRule> rules, String user) {
        List<String> notes = new ArrayList<>();
        if (rules.contains(SH)) {
            notes.add("The rule for sh makes " + user + " root in all but name.");
        }
        if (rules.contains(RM)) {
            notes.add("The rule for rm lets " + user + " remove every file.");
        }
        if (rules.contains(READ_VM_CONF)) {
            notes.add("What /etc/vm.conf includes " + user
                    + " must be able to read, or each file needs a rule of its own: "
                    + new DoasRule("cat", Optional.of(List.of("FILE"))).line(user));
        }
        if (rules.contains(VMCTL)) {
            notes.add("The rule for vmctl lets " + user
                    + " control every VM, and read and write every file as a VM's disk.");
        }
        return notes;
    }

    /** Only plans become root here; what vmctl(8) may do vmd(8) decides. */
    private static LeastPrivilege asOwner(String user, Set<HostOperation> operations) {
        Set<HostOperation> plans = EnumSet.noneOf(HostOperation.class);
        plans.addAll(operations);
        plans.retainAll(EnumSet.of(HostOperation.EDIT_CONFIGURATION, HostOperation.INITIALIZE, HostOperation.DISABLE));
        List<DoasRule> rules =
                of(plans).stream().filter(rule -> !AS_VMCTL.contains(rule)).toList();
        List<String> vmConf = new ArrayList<>();
        if (operations.stream().anyMatch(WITH_SOCKET::contains)) {
            vmConf.add("socket owner \"" + user + "\"");
        }
        if (operations.stream().anyMatch(AS_OWNER::contains)) {
            vmConf.add("owner \"" + user + "\"");
        }
        List<String> notes = notesOn(rules, user);
        if (operations.contains(HostOperation.CREATE)) {
            notes.add("vmd(8) lets nobody but root make VMs, except as instances that vm.conf(5) allows.");
        }
        if (operations.contains(HostOperation.DISKS)) {
            notes.add(user
                    + " must be able to read /etc/vm.conf, and to write where the images are and in the directory above"
                    + " the records.");
        }
        if (operations.contains(HostOperation.FETCH_MEDIA)) {
            notes.add(user + " must be able to write where the media are kept, or to make that directory.");
        }
        if (operations.contains(HostOperation.DELETE) || operations.contains(HostOperation.RESTART)) {
            notes.add(user + " must be able to read /etc/vm.conf, and to write where what is deleted is kept.");
        } else if (operations.stream().anyMatch(CONFIGURING::contains)) {
            notes.add(user + " must be able to read /etc/vm.conf and what it includes.");
        }
        if (operations.contains(HostOperation.SAFE_REBOOT)) {
            notes.add(user
                    + " must be able to read what vm.conf(5) names, and to write in the directory above the records.");
        }
        if (operations.contains(HostOperation.WATCH)) {
            notes.add("Changes of /etc/vm.conf are seen only if " + user + " can read it.");
        }
        if (operations.contains(HostOperation.DIAGNOSE)) {
            notes.add("Without doas(1) a diagnosis cannot see pf(4), nor files that only root may read.");
        }
        return new LeastPrivilege(rules.stream().map(rule -> rule.line(user)).toList(), vmConf, notes);
    }
}
