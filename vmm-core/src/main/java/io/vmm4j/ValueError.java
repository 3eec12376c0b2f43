package io.vmm4j;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/**
 * The rules that a value can break, one constant a rule. The facts {@code argument} and {@code value} say which argument
 * broke it and how.
 */
public enum ValueError implements ErrorCode {
    EMPTY("The {argument} is empty.", "Write it, or leave the argument out."),
    CONTROL_CHARACTER(
            "The {argument} {value} holds a control character.", "Write it without newlines, tabs and the like."),
    NOT_UTF_8(
            "The {argument} {value} holds half a surrogate pair and has no UTF-8 form.",
            "Look where the text comes from: it was cut in the middle of a character."),
    TOO_LONG("The {argument} {value} is longer than {limit} bytes.", "Write at most {limit} bytes (UTF-8)."),

    NAME_READ_AS_ID(
            "The {argument} {value} has only digits: vmctl(8) would take it for an id.",
            "Start with a letter: {suggestion}."),
    NAME_FIRST_CHARACTER(
            "The {argument} {value} does not start with a letter A to Z or a to z.",
            "Start with a letter: {suggestion}."),
    NAME_CHARACTER(
            "The {argument} {value} holds something else than letters A to Z and a to z, digits, '.', '_' and '-'.",
            "Use only these: {suggestion}."),
    NAME_UNKNOWN_TO_VMD(
            "The {argument} {value} is none that vmd(8) could have registered.",
            "A name there starts with a letter or digit and goes on with letters, digits, '.', '_' and '-', 63 in all."),
    NAME_NOT_ADDRESSABLE(
            "vmctl(8) takes {value} for an id, so this VM cannot be addressed by its name.",
            "Address it by the id that its status shows."),
    ID_OUT_OF_RANGE("The {argument} {value} is not from 1 to 4294967295.", "Take the id from vmctl status."),

    SIZE_SYNTAX(
            "The {argument} {value} is no size: it must be a number with one letter of K M G T P E after it.",
            "Write {suggestion}."),
    SIZE_IN_BYTES("The {argument} {value} would be bytes, as it has no unit.", "Write {suggestion}."),
    SIZE_NOT_WHOLE(
            "The {argument} {value} is not a whole number of mebibytes: vmd(8) would cut it.", "Write {suggestion}."),
    SIZE_TOO_SMALL("The {argument} {value} is less than one mebibyte.", "Write at least 1M."),
    SIZE_TOO_LARGE("The {argument} {value} is more than vmctl(8) accepts.", "Write at most {limit}."),

    PATH_NOT_ABSOLUTE("The {argument} {value} is not absolute.", "Start with a slash: a path is one of the host's."),
    IMAGE_WITHOUT_FORMAT(
            "The {argument} {value} does not say its format.",
            "Write raw:/path or qcow2:/path; vmctl(8) would guess, and take image.img for raw."),
    SWITCH_NAME_MEANS_LOCAL(
            "The {argument} {value} is what vmctl(8) calls a local interface inside.",
            "Give the switch another name in vm.conf, or use the local network mode."),
    MAC_SYNTAX("The {argument} {value} is no Ethernet address.", "Write {suggestion}."),
    MAC_NOT_UNICAST(
            "The {argument} {value} is not a unicast address.",
            "Choose another, not all zero, with an even first octet: fe:e1:bb:xx:xx:xx is what vmd(8) uses."),
    ADDRESS_SYNTAX(
            "The {argument} {value} is no IPv4 address.",
            "Write four numbers from 0 to 255 joined by dots, without leading zeros: 10.10.0.1."),
    SUBNET_SYNTAX(
            "The {argument} {value} is no IPv4 network.",
            "Write an address, a slash and a number of bits from 0 to 32: 10.10.0.0/24."),
    SUBNET_HOST_BITS("The {argument} {value} is an address within a network.", "Write the network: {suggestion}."),
    SUBNET_INDEX("The {argument} {value} lies outside of the network.", "Count from 0, the lowest address."),

    DISK_BASE_NEEDS_QCOW2(
            "The {argument} {value} is raw: only a qcow2 image can be derived from a base.", "Make it qcow2:{path}."),
    DISK_FROM_ITSELF("The {argument} {value} would be made from itself.", "Give the new image a path of its own."),

    ISO_LABEL(
            "The {argument} {value} is none that every system can read.",
            "Write 1 to 32 letters, digits, '.', '_' and '-': cidata is what cloud-init looks for."),
    ISO_PATH(
            "The {argument} {value} cannot be in an ISO 9660 image.",
            "Write it relative, in at most 8 parts of at most 64 letters, digits, blanks and . _ + @ = , ~ -, no dot in front."),
    ISO_PATH_TAKEN("The {argument} {value} is in the image already, or is a directory of it.", "Add each file once."),
    ISO_TIME("The {argument} {value} is none that an ISO 9660 image can tell.", "Write one in the years 1900 to 2155."),

    SPEC_NOTHING_TO_BOOT(
            "The VM {value} has no disk, no cdrom and no kernel.",
            "Add at least one of them: there is nothing to boot."),
    SPEC_TOO_MANY_DISKS("The VM {value} has {count} disks.", "vmd(8) takes at most {limit}."),
    SPEC_TOO_MANY_NETWORKS("The VM {value} has {count} networks.", "vmd(8) takes at most {limit}."),
    SPEC_DISK_TWICE(
            "The {argument} {value} is used twice in one VM.",
            "vmd(8) locks each disk: give every disk an image of its own."),
    SPEC_BASE_IS_DISK(
            "The {argument} {value} is a disk of the same VM.",
            "A base must not change: give the VM only images derived from it."),
    SPEC_NET_BOOT_WITHOUT_KERNEL(
            "The VM {value} boots from the network but has no kernel.",
            "Add a kernel such as bsd.rd: vmd(8) simulates netboot only for kernels that it loads itself."),
    SPEC_NET_BOOT_WITHOUT_NETWORK(
            "The VM {value} boots from the network but has none.", "Add a network; the first one is booted from."),
    SPEC_BOOT_DEVICE_WITH_KERNEL(
            "The VM {value} boots from {device} and has a kernel.",
            "Leave one of them out: {device} is the BIOS's choice, and a kernel is loaded without the BIOS."),
    SPEC_BOOT_DEVICE_MISSING("The VM {value} boots from {device} but has none.", "Add one, or choose another device."),

    JSON_SYNTAX("This is no JSON: {reason}.", "Correct it at line {line}, column {column}."),
    JSON_VERSION("The {argument} {value} is one that this release cannot read.", "It reads version {limit}."),
    JSON_UNKNOWN_FIELD("The field {argument} is unknown.", "Known here are: {known}."),
    JSON_MISSING_FIELD("The field {argument} is missing.", "Add it."),
    JSON_WRONG_TYPE("The field {argument} is of the JSON type {value}.", "Make it {wanted}."),
    JSON_UNKNOWN_WORD("The field {argument} has the unknown value {value}.", "Write one of: {known}.");

    private final String message;
    private final String hint;

    ValueError(String message, String hint) {
        this.message = message;
        this.hint = hint;
    }

    @Override
    public String id() {
        return "value-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
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
