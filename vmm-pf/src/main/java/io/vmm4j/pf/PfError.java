package io.vmm4j.pf;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/** What networks and pf(4) can fail with. */
public enum PfError implements ErrorCode {
    NOT_PERMITTED(
            "The user has no rights on pf(4) on {target}: {text}",
            "pfctl needs root even to read: work as root, or permit it in /etc/doas.conf: permit nopass USER as root cmd"
                    + " pfctl"),
    FAILED("pfctl(8) failed on {target}: {text}", "Try the same by hand on the host: {command}"),
    UNREADABLE(
            "The answer of {command} on {target} cannot be read: {text}",
            "Report it together with the host's release (uname -a)."),

    CONF_MISSING(
            "There is no {path} on {target}.",
            "OpenBSD comes with one. Put it back: without it nothing is known of which packets may pass."),
    CONF_INVALID(
            "The {path} of {target} is refused by {checker} as it is: {reason}",
            "Nothing was changed. Correct what it says, in {path} itself."),
    NOTHING_FREE(
            "No network of 10.0.0.0/8 with 256 addresses is free on {target}.",
            "Say yourself which subnet it is to be."),
    SUBNET_TAKEN(
            "The subnet {subnet} overlaps {other} on {target}.",
            "Take another one, or none: then one that is free is chosen."),
    LOCAL_PREFIX_TAKEN(
            "The addresses of local interfaces, {subnet}, overlap {other} on {target}.",
            "Let vmd(8) use others, by a line in /etc/vm.conf: local prefix \"{suggestion}\". It holds for VMs that are"
                    + " started after vmctl(8) has reloaded it."),
    SECOND_LOCAL(
            "{target} has the local network {other} already.",
            "All local interfaces of a host are one network: change or remove that one."),
    SWITCH_TAKEN(
            "The switch {switch} of {target} is somebody else's.",
            "Give the network another switch, or take the lines of that one out of vm.conf(5)."),
    BRIDGE_MISSING(
            "There is no {device} on {target}.",
            "Make it in /etc/hostname.{device}, with the interface of the network as a member: add em0, up."),
    BRIDGE_WITHOUT_UPLINK(
            "The {device} of {target} has no member that leads to a network: {members}",
            "Add the interface to a bridge(4): ifconfig {device} add em0. On a veb(4) it cannot keep its addresses: they move to"
                    + " a vport(4), by HostNetworks.uplink."),
    UPLINK_NOT_MOVABLE(
            "The addresses of {interface} on {target} cannot move: {reason}",
            "Nothing was changed. A bridge(4) leaves them where they are: /etc/hostname.bridge0 with add {interface} and up."),
    UPLINK_IN_USE(
            "The addresses of {interface} on {target} cannot move back: {users} on {device}.",
            "Remove the networks on {device}, and stop the guests."),
    UPLINK_NOT_AGREED(
            "Nobody has agreed to move {address} of {interface} on {target}: the consent is to {other}.",
            "Look at the plan, and name the interface and the address that it moves."),
    UNKNOWN_NETWORK("There is no network {network} on {target}.", "List those that are there."),
    NOT_ROUTED(
            "The network {network} on {target} is not routed by it, so no port of the host goes to its guests.",
            "Forward ports of a routed network, or by rules of pf.conf(5)."),
    NOT_FORWARDED("The network {network} on {target} forwards no {port}.", "It forwards: {forwards}."),
    CANNOT_CHANGE(
            "The {part} of the network {network} on {target} cannot change.",
            "Guests would lose their connections. Remove the network and make it anew."),
    RECORD_UNREADABLE(
            "The record {path} on {target} cannot be read: {reason}",
            "Without it nobody knows what belongs to that network. Put it back as it was."),
    VMD_FILE(
            "vmd(8) of {target} is started with another file than /etc/vm.conf: {flags}",
            "Networks are put into /etc/vm.conf. Start vmd(8) without -f, or include that file from there."),

    NETWORK_NAME(
            "The {argument} {value} is none: it starts with a lower-case letter, and has at most 31 of those, digits, '-'"
                    + " and '_'.",
            "Choose another name."),
    ADDRESS_RANGE("The {argument} {value} ends before it begins.", "Write the lower address first."),
    ADDRESS_IN_RANGE(
            "The {argument} {value} is among those that any guest can get.",
            "Take it out of the range, or fix another one."),
    NOT_A_GUESTS_ADDRESS(
            "The {argument} {value} is none for a guest of {subnet}.",
            "Take one within, but not the lowest, not the highest, and not the host's, which is {gateway}."),
    SUBNET_NEEDED(
            "The {argument} is still to be chosen, so no address of it can be known.",
            "Say which it is, or have it chosen first: HostNetworks.choose."),
    SUBNET_SIZE("The {argument} {value} is not within /16 to /30.", "A /24 has room for 253 guests."),
    USED_TWICE("The {argument} {value} is used twice.", "Give each its own."),
    NOT_A_BRIDGE("The {argument} {value} is no bridge(4) and no veb(4).", "Write its name: veb0 or bridge0."),

    INTERFACE_NAME(
            "The {argument} {value} is none: it starts with a letter, and 15 letters and digits are the most.",
            "Take it from ifconfig(8); a group of interfaces such as egress or tap is as good."),
    TABLE_NAME(
            "The {argument} {value} is none: it starts with a letter and has at most 31 letters, digits, '_' and '-'.",
            "Write it without the angle brackets."),
    PORT_RANGE(
            "The {argument} {value} is not within 1 to 65535, or ends before it begins.", "Write the lower one first."),
    PORT_WITHOUT_PROTOCOL(
            "The {argument} {value} belongs to no protocol that has ports.", "Say whether it is TCP or UDP."),
    TRANSLATION_WITHOUT_DIRECTION(
            "The {argument} {value} needs a direction and state: pfctl(8) refuses it without.",
            "Translate sources of packets that go out, and destinations of those that come in."),
    TRANSLATION_OF_BLOCKED(
            "The {argument} {value} would be of packets that are blocked.", "Use it with pass or match.");

    private final String message;
    private final String hint;

    PfError(String message, String hint) {
        this.message = message;
        this.hint = hint;
    }

    @Override
    public String id() {
        return "pf-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public String hint() {
        return hint;
    }
}
