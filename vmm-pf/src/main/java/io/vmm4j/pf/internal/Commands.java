package io.vmm4j.pf.internal;

import io.vmm4j.HostPath;
import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import io.vmm4j.exec.Command;
import io.vmm4j.internal.VmdLoad;
import io.vmm4j.plan.CommandChange;
import io.vmm4j.plan.FileContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commands that networks are made of, each with how it is looked after and taken back. */
final class Commands {

    private static final String FORWARDING = "net.inet.ip.forwarding=";
    private static final String DESTROY = "if ifconfig \"$1\" >/dev/null 2>&1; then ifconfig \"$1\" destroy; fi";

    /** $1 pf.conf(5), $2 an anchor or empty text, then the rules. Better those of the file than none that are half loaded. */
    private static final String BACK_TO_RULES = "f=$1 a=$2; shift 2;"
            + " { grep '^[[:space:]]*set[[:space:]]' \"$f\"; printf '%s\\n' \"$@\"; } | pfctl -q -f -"
            + " || pfctl -q -f \"$f\" || exit 1;"
            + " [ -z \"$a\" ] || pfctl -q -a \"$a\" -F rules";

    private static final String FOLLOW = " [ ! -h \"$p\" ] || p=$(readlink -f \"$p\");";

    /** Puts back what {@link #CANDIDATES_IN} moved. */
    private static final String CANDIDATES_OUT = " for p; do" + FOLLOW
            + " if [ -e \"$p.absent\" ]; then rm -f \"$p\" \"$p.absent\";"
            + " elif [ -e \"$p.former\" ]; then mv -f \"$p.former\" \"$p\"; fi; done;";

    /** Files that wait beside others take their names. */
    private static final String CANDIDATES_IN = " for p; do" + FOLLOW
            + " [ -e \"$p.candidate\" ] || continue;"
            + " if [ -e \"$p\" ]; then cp -p \"$p\" \"$p.former\"; else : >\"$p.absent\"; fi || r=1;"
            + " cp -p \"$p.candidate\" \"$p.trial\" && mv -f \"$p.trial\" \"$p\" || r=1; done;";

    /**
     * $1 what rcctl(8) does, $2 the service, then its files. A service reads them when it starts, so those that wait for the
     * confirmation have their names only for that moment: a host that is booted on probation finds the old ones.
     */
    private static final String WITH_CANDIDATES = "a=$1 s=$2 r=0 o='the files could not take their names'; shift 2;"
            + CANDIDATES_IN
            + " [ $r -ne 0 ] || { o=$(rcctl \"$a\" \"$s\" 2>&1); r=$?; };"
            + CANDIDATES_OUT
            + " [ $r -eq 0 ] || echo \"$o\" >&2; exit $r";

    /** The same arguments. */
    private static final String WITHOUT_CANDIDATES =
            "a=$1 s=$2; shift 2;" + CANDIDATES_OUT + " exec rcctl \"$a\" \"$s\"";

    private Commands() {}

    /** Makes the interface that has the host's address. */
    static CommandChange createHostPort(String name, Ipv4Address address, Subnet subnet) {
        String inet = address + "/" + subnet.prefixLength();
        return CommandChange.of(
                        "create " + name + " with " + inet,
                        shell(
                                "ifconfig \"$1\" create && ifconfig \"$1\" inet \"$2\" && ifconfig \"$1\" up",
                                name,
                                inet))
                .confirmedBy(hasAddress(name, address, subnet))
                .undoneBy(shell(DESTROY, name));
    }

    /** Gives an interface that is there its address again. */
    static CommandChange address(String name, Ipv4Address address, Subnet subnet) {
        String inet = address + "/" + subnet.prefixLength();
        return CommandChange.of(
                        "give " + name + " " + inet,
                        shell("ifconfig \"$1\" inet \"$2\" && ifconfig \"$1\" up", name, inet))
                .confirmedBy(hasAddress(name, address, subnet))
                .undoneBy(shell("ifconfig \"$1\" inet \"$2\" delete 2>/dev/null; :", name, address.toString()));
    }

    private static Command hasAddress(String name, Ipv4Address address, Subnet subnet) {
        String text = String.format(
                "inet %s netmask 0x%08x", address, subnet.netmask().bits());
        return check("ifconfig \"$1\" | grep -q \"$2\"", name, text);
    }

    /** Makes the device that connects guests. */
    static CommandChange createDevice(String name, String member, String... flags) {
        List<String> arguments = new ArrayList<>(List.of(name, member, "up"));
        arguments.addAll(List.of(flags));
        String text = "d=$1; ifconfig \"$d\" create && ifconfig \"$d\" add \"$2\" || exit 1; shift 2;"
                + " for f; do ifconfig \"$d\" \"$f\" || exit 1; done";
        return CommandChange.of("create " + name + " with " + member, shell(text, arguments.toArray(String[]::new)))
                .confirmedBy(check("ifconfig \"$1\" | grep -q \"^.$2 flags=\"", name, member))
                .undoneBy(shell(DESTROY, name));
    }

    /** Attaches an interface. */
    static CommandChange add(String device, String member) {
        return CommandChange.of(
                        "add " + member + " to " + device,
                        Command.oneShot("ifconfig", device, "add", member).asRoot())
                .undoneBy(shell("ifconfig \"$1\" del \"$2\" 2>/dev/null; :", device, member));
    }

    /** Has pf(4) see what passes a veb(4), or not. */
    static CommandChange link1(String device, boolean on) {
        String set = on ? "link1" : "-link1";
        return CommandChange.of(
                        (on ? "have" : "no longer have") + " pf(4) filter between the ports of " + device,
                        Command.idempotent("ifconfig", device, set).asRoot())
                .undoneBy(shell(
                        "if ifconfig \"$1\" >/dev/null 2>&1; then ifconfig \"$1\" \"$2\"; fi",
                        device,
                        on ? "-link1" : "link1"));
    }

    /** Destroys an interface; taken back with what was attached to it. */
    static CommandChange destroy(String name, List<String> members) {
        List<String> arguments = new ArrayList<>(List.of(name));
        arguments.addAll(members);
        String back = "d=$1; shift; ifconfig \"$d\" >/dev/null 2>&1 && exit 0; sh /etc/netstart \"$d\";"
                + " for m; do ifconfig \"$d\" add \"$m\" 2>/dev/null; done; ifconfig \"$d\" >/dev/null";
        return CommandChange.of("destroy " + name, shell(DESTROY, name))
                .confirmedBy(check("! ifconfig \"$1\" >/dev/null 2>&1", name))
                .undoneBy(shell(back, arguments.toArray(String[]::new)));
    }

    /** Lets the kernel route packets, or not. */
    static CommandChange forwarding(boolean on) {
        String value = on ? "1" : "0";
        return CommandChange.of(
                        on ? "route packets" : "route no packets any more",
                        Command.idempotent("sysctl", "-q", FORWARDING + value).asRoot())
                .confirmedBy(check("[ \"$(sysctl -n net.inet.ip.forwarding)\" = \"$1\" ]", value))
                .undoneBy(Command.idempotent("sysctl", "-q", FORWARDING + (on ? "0" : "1"))
                        .asRoot());
    }

    /** The file stays when this is taken back: by then dhcpd(8) may have written to it. */
    static CommandChange makeLeases() {
        return CommandChange.of(
                        "make the file of leases",
                        Command.idempotent("touch", Paths.LEASES.value()).asRoot())
                .undoneBy(Command.idempotent("true"));
    }

    /** Starts a service by the files that wait for the confirmation. */
    static CommandChange start(String service, List<HostPath> files) {
        return CommandChange.of("start " + service + "(8)", withCandidates("start", service, files))
                .confirmedBy(Command.read("rcctl", "check", service))
                .undoneBy(withoutCandidates("stop", service, files));
    }

    /** The same for a service that runs, and is taken back to the files that it had. */
    static CommandChange restart(String service, List<HostPath> files) {
        return CommandChange.of("restart " + service + "(8)", withCandidates("restart", service, files))
                .confirmedBy(Command.read("rcctl", "check", service))
                .undoneBy(withoutCandidates("restart", service, files));
    }

    private static Command withCandidates(String action, String service, List<HostPath> files) {
        return shell(WITH_CANDIDATES, arguments(action, service, files));
    }

    private static Command withoutCandidates(String action, String service, List<HostPath> files) {
        return shell(WITHOUT_CANDIDATES, arguments(action, service, files));
    }

    private static String[] arguments(String action, String service, List<HostPath> files) {
        List<String> arguments = new ArrayList<>(List.of(action, service));
        files.forEach(file -> arguments.add(file.value()));
        return arguments.toArray(String[]::new);
    }

    /** Taken back by the files that it had: until the confirmation they are in place. */
    static CommandChange stop(String service) {
        return CommandChange.of("stop " + service + "(8)", rcctl("stop", service))
                .undoneBy(Command.idempotent("rcctl", "-f", "start", service).asRoot());
    }

    private static Command rcctl(String action, String service) {
        return Command.idempotent("rcctl", action, service).asRoot();
    }

    /** Loads the main rule set from a file, and all anchors that it has loaded. */
    static CommandChange loadRules(HostPath file, Command undo) {
        return CommandChange.of("load the rules of " + file, load(file)).undoneBy(undo);
    }

    /** Loads pf.conf(5) as it is then. */
    static Command backToPfConf() {
        return load(Paths.PF_CONF);
    }

    /** The same for an anchor that is new: pf.conf(5) as it is then would leave its rules loaded. */
    static Command backToPfConfWithout(String anchor) {
        return shell("pfctl -q -f \"$1\" && pfctl -q -a \"$2\" -F rules", Paths.PF_CONF.value(), anchor);
    }

    /** Loads rules that are in no file, with the options of pf.conf(5), and empties anchors that are new. */
    static Command backToRules(List<String> rules, Optional<String> newAnchor) {
        List<String> arguments = new ArrayList<>(List.of(Paths.PF_CONF.value(), newAnchor.orElse("")));
        arguments.addAll(rules);
        return shell(BACK_TO_RULES, arguments.toArray(String[]::new));
    }

    private static Command load(HostPath file) {
        return Command.idempotent("pfctl", "-q", "-f", file.value()).asRoot();
    }

    /** Loads the rules of an anchor, and compares what is loaded with the file. */
    static CommandChange loadAnchor(String anchor, HostPath file, Command undo) {
        return CommandChange.of(
                        "load the rules of the anchor " + anchor,
                        Command.idempotent("pfctl", "-q", "-a", anchor, "-f", file.value())
                                .asRoot())
                .confirmedBy(check("[ \"$(pfctl -a \"$1\" -sr)\" = \"$(pfctl -nvf \"$2\")\" ]", anchor, file.value()))
                .undoneBy(undo);
    }

    /** Takes the rules out of an anchor. States stay: those of the anchor cannot be told from others. */
    static CommandChange flushAnchor(String anchor, HostPath file) {
        return CommandChange.of("flush the rules of the anchor " + anchor, flush(anchor))
                .undoneBy(load(anchor, file));
    }

    static Command flush(String anchor) {
        return Command.idempotent("pfctl", "-q", "-a", anchor, "-F", "rules").asRoot();
    }

    static Command load(String anchor, HostPath file) {
        return Command.idempotent("pfctl", "-q", "-a", anchor, "-f", file.value())
                .asRoot();
    }

    /** Adds these definitions to those that vmd(8) has. It cannot be made to forget a single one. */
    static CommandChange loadSwitch(String summary, FileContent definitions) {
        return CommandChange.of(summary, VmdLoad.of(definitions.bytes()));
    }

    private static Command shell(String text, String... arguments) {
        return Command.idempotent(words(text, arguments)).asRoot();
    }

    private static Command check(String text, String... arguments) {
        return Command.read(words(text, arguments)).asRoot();
    }

    private static String[] words(String text, String... arguments) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", text, "sh"));
        words.addAll(List.of(arguments));
        return words.toArray(String[]::new);
    }
}
