package io.vmm4j.pf.internal;

import io.vmm4j.exec.Command;
import io.vmm4j.plan.CommandChange;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands that move addresses between an interface and a vport(4).
 *
 * @param uplink the interface
 * @param device the veb(4)
 * @param hostPort the vport(4)
 * @param gateway the default router; empty text if packets have none through the uplink
 * @param addresses the addresses with their prefix lengths
 */
record UplinkCommands(String uplink, String device, String hostPort, String gateway, List<String> addresses) {

    /**
     * The arguments are the components of this record. What moves one way or the other does so in one command: in between nobody reaches
     * the host. Looks before it acts, as ifconfig(8) makes what is not there.
     */
    private static final String FUNCTIONS = "u=$1 b=$2 p=$3 g=$4; shift 4;"
            + " has() { ifconfig \"$1\" >/dev/null 2>&1; };"
            + " take() { d=$1; shift; for a; do"
            + " ifconfig \"$d\" | grep -q \"inet ${a%/*} \" && ifconfig \"$d\" inet \"${a%/*}\" delete; done; :; };"
            + " give() { d=$1 alias=; shift; for a; do ifconfig \"$d\" inet $alias \"$a\" || return 1; alias=alias; done;"
            + " ifconfig \"$d\" up; };"
            + " gate() { [ -z \"$g\" ] && return; route -qn delete -inet default >/dev/null 2>&1;"
            + " route -qn add -inet default \"$g\"; };"
            + " member() { ifconfig \"$b\" 2>/dev/null | grep -q \"^.$u flags=\"; };"
            + " there() { take \"$u\" \"$@\"; { member || ifconfig \"$b\" add \"$u\"; } && give \"$p\" \"$@\" && gate; };"
            + " back() { if has \"$p\"; then take \"$p\" \"$@\"; fi; if member; then ifconfig \"$b\" del \"$u\"; fi;"
            + " give \"$u\" \"$@\" && gate; };";

    private static final String THERE = FUNCTIONS + " there \"$@\" || { back \"$@\"; exit 1; }";
    private static final String BACK = FUNCTIONS + " back \"$@\" || { there \"$@\"; exit 1; }";
    private static final String MAKE = "ifconfig \"$2\" create && ifconfig \"$1\" create && ifconfig \"$1\" add \"$2\""
            + " && ifconfig \"$1\" up && ifconfig \"$2\" up";
    private static final String DESTROY =
            "for i; do if ifconfig \"$i\" >/dev/null 2>&1; then ifconfig \"$i\" destroy || exit 1; fi; done";
    private static final String HAS_ADDRESS = "ifconfig \"$1\" | grep -q \"inet ${2%/*} \"";

    UplinkCommands {
        addresses = List.copyOf(addresses);
    }

    /** Makes the veb(4) and the vport(4), empty. */
    CommandChange make() {
        return CommandChange.of("create " + device + " with " + hostPort, shell(MAKE, device, hostPort))
                .undoneBy(shell(DESTROY, device, hostPort));
    }

    /** Destroys them again. */
    CommandChange destroy() {
        return CommandChange.of("destroy " + device + " and " + hostPort, shell(DESTROY, device, hostPort))
                .undoneBy(shell(MAKE, device, hostPort));
    }

    /** Moves the addresses to the vport(4), and the interface into the veb(4). */
    CommandChange there() {
        return CommandChange.of(
                        "move " + String.join(", ", addresses) + " from " + uplink + " to " + hostPort,
                        shell(THERE, arguments()))
                .confirmedBy(check(HAS_ADDRESS, hostPort, addresses.get(0)))
                .undoneBy(shell(BACK, arguments()));
    }

    /** The way back. */
    CommandChange back() {
        return CommandChange.of(
                        "move " + String.join(", ", addresses) + " from " + hostPort + " back to " + uplink,
                        shell(BACK, arguments()))
                .confirmedBy(check(HAS_ADDRESS, uplink, addresses.get(0)))
                .undoneBy(shell(THERE, arguments()));
    }

    private String[] arguments() {
        List<String> arguments = new ArrayList<>(List.of(uplink, device, hostPort, gateway));
        arguments.addAll(addresses);
        return arguments.toArray(String[]::new);
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
