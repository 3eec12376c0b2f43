package io.vmm4j.vmctl.internal;

import static io.vmm4j.vmctl.internal.MessageRule.message;
import static io.vmm4j.vmctl.internal.MessageRule.plain;
import static io.vmm4j.vmctl.internal.MessageRule.result;

import io.vmm4j.vmctl.VmctlFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every failure that vmctl(8) is known to print. Where it prints two lines for one failure, the rule that says more is first. */
final class Messages {

    private static final List<MessageRule> CONNECTION = List.of(
            message("connect: \\S+: Connection refused", VmctlFailure.VMD_NOT_RUNNING),
            message("connect: \\S+: No such file or directory", VmctlFailure.VMD_NEVER_STARTED),
            message("connect: \\S+: Permission denied", VmctlFailure.SOCKET_NOT_PERMITTED),
            message("connect: \\S+: (.*)", VmctlFailure.VMD_UNREACHABLE),
            message("pipe closed", VmctlFailure.VMD_CONNECTION_LOST),
            message("(?:read|write|imsg_read|imsg_get|imsgbuf_get) error(?:: .*)?", VmctlFailure.VMD_CONNECTION_LOST),
            message("unexpected response received from vmd", VmctlFailure.VMD_UNEXPECTED_ANSWER),
            result("unexpected response received from vmd", VmctlFailure.VMD_UNEXPECTED_ANSWER),
            message("(?:vmop|imsg)_\\w+_read(?:: .*)?", VmctlFailure.VMD_UNEXPECTED_ANSWER));

    private static final List<MessageRule> ARGUMENTS = List.of(
            plain("unknown argument: .*", VmctlFailure.UNKNOWN_COMMAND),
            plain("ambiguous argument: .*", VmctlFailure.UNKNOWN_COMMAND),
            message("unknown option -- .*", VmctlFailure.UNKNOWN_OPTION),
            message("option requires an argument -- .*", VmctlFailure.USAGE),
            message("[a-z ]+ specified multiple times", VmctlFailure.REPEATED_OPTION),
            message("(?:vm |instance vm )?name too long", VmctlFailure.NAME_TOO_LONG),
            message("invalid id: (.*)", VmctlFailure.INVALID_ID),
            message("[Ii]nvalid (?:VM|vm) name", VmctlFailure.INVALID_NAME),
            message("missing vmid argument", VmctlFailure.USAGE),
            message("invalid memory size: (.*)", VmctlFailure.INVALID_MEMORY_SIZE),
            message("memory size must be at least 1MB", VmctlFailure.MEMORY_TOO_SMALL),
            message("memory size too large.*", VmctlFailure.MEMORY_TOO_LARGE),
            message("invalid disk size: (.*)", VmctlFailure.INVALID_DISK_SIZE),
            message("disk size must be at least 1MB", VmctlFailure.DISK_TOO_SMALL));

    private static final List<MessageRule> CREATE = List.of(
            plain("could not create .*: missing size argument", VmctlFailure.DISK_SIZE_MISSING),
            message("create imagefile operation failed: File exists", VmctlFailure.DISK_EXISTS),
            message(
                    "create imagefile operation failed: No such file or directory",
                    VmctlFailure.DISK_DIRECTORY_MISSING),
            message("create imagefile operation failed: (.*)", VmctlFailure.DISK_NOT_CREATED),
            message("conflicting -b and -i arguments", VmctlFailure.SOURCES_CONFLICT),
            message("base images require qcow2 disk format", VmctlFailure.BASE_NEEDS_QCOW2),
            message("base image is not a qcow2 file", VmctlFailure.BASE_NOT_QCOW2),
            message("failure to read base image header", VmctlFailure.BASE_UNREADABLE),
            message("base size does not match requested size", VmctlFailure.BASE_SIZE_DIFFERS),
            message("xlate: compressed clusters unsupported", VmctlFailure.SOURCE_COMPRESSED),
            message("(unsupported features .*)", VmctlFailure.SOURCE_FEATURES_UNSUPPORTED),
            message("unsupported refcount size", VmctlFailure.SOURCE_REFCOUNT_UNSUPPORTED),
            message("invalid magic numbers", VmctlFailure.SOURCE_NOT_QCOW2),
            message("missing disk size", VmctlFailure.SOURCE_EMPTY),
            message("failed to open source image file", VmctlFailure.SOURCE_NOT_OPENED),
            message("size cannot be smaller than input disk size", VmctlFailure.SOURCE_LARGER),
            message("failed to read from source", VmctlFailure.SOURCE_READ_FAILED),
            message("failed to create destination image file", VmctlFailure.DESTINATION_NOT_CREATED),
            message("failed to open destination image file", VmctlFailure.DESTINATION_NOT_OPENED),
            message("failed to write to destination", VmctlFailure.DESTINATION_WRITE_FAILED));

    private static final List<MessageRule> START_ARGUMENTS = List.of(
            message("no kernel(?: or disk(?:/cdrom)?)? specified", VmctlFailure.NOTHING_TO_BOOT),
            message("invalid disk path: (.*)", VmctlFailure.DISK_NOT_FOUND),
            message("(?:invalid boot image path|unveil boot kernel): (.*)", VmctlFailure.KERNEL_NOT_FOUND),
            message("cannot open kernel '.*': (.*)", VmctlFailure.KERNEL_UNREADABLE),
            message("kernel must be a regular file", VmctlFailure.KERNEL_NOT_REGULAR),
            message("invalid iso image path: (.*)", VmctlFailure.ISO_NOT_FOUND),
            message("(?:disk path|cdrom name|kernel name) too long", VmctlFailure.PATH_TOO_LONG),
            message("interface name too long", VmctlFailure.INTERFACE_NAME_TOO_LONG),
            message("unknown boot device .*", VmctlFailure.UNKNOWN_BOOT_DEVICE),
            message("count is .*", VmctlFailure.INVALID_INTERFACE_COUNT),
            message("invalid interface count: .*", VmctlFailure.INVALID_INTERFACE_COUNT),
            message("too many disks", VmctlFailure.TOO_MANY_DISKS),
            message("too many network interfaces", VmctlFailure.TOO_MANY_INTERFACES));

    private static final List<MessageRule> START = List.of(
            message("vmm bios firmware file not found\\.", VmctlFailure.FIRMWARE_MISSING),
            message("could not open disk image\\(s\\)", VmctlFailure.VM_UNKNOWN_OR_DISK_UNAVAILABLE),
            message("could not find specified iso image", VmctlFailure.ISO_UNAVAILABLE),
            message("specified iso image is not a regular file", VmctlFailure.ISO_UNAVAILABLE),
            message("invalid template", VmctlFailure.UNKNOWN_TEMPLATE),
            started("Operation already in progress", VmctlFailure.ALREADY_RUNNING),
            started("Operation not permitted", VmctlFailure.START_NOT_PERMITTED),
            started("File name too long", VmctlFailure.INSTANCE_NOT_ALLOWED),
            started("No such file or directory", VmctlFailure.NO_FREE_TAP),
            started("Unknown error: -1", VmctlFailure.START_FAILED_UNNAMED),
            started("Device busy", VmctlFailure.DEVICE_BUSY),
            started("Invalid argument", VmctlFailure.START_ARGUMENT_INVALID),
            started("Cannot allocate memory", VmctlFailure.OUT_OF_MEMORY),
            message("start (?:vm command|VM operation) failed: (.*)", VmctlFailure.START_FAILED));

    private static final List<MessageRule> CONTROL = List.of(
            result("vm not found", VmctlFailure.VM_NOT_FOUND),
            result("failed: Invalid argument", VmctlFailure.NOT_RUNNING),
            result("cannot stop vm that is not running", VmctlFailure.NOT_RUNNING),
            result("failed: Operation already in progress", VmctlFailure.ALREADY_STOPPING),
            result("failed: Operation not permitted", VmctlFailure.NOT_OWNER),
            result("interrupted call", VmctlFailure.STOP_INTERRUPTED),
            result("failed: (.*)", VmctlFailure.STOP_FAILED),
            message(
                    "(?:un)?pause vm command failed: No such file or directory",
                    VmctlFailure.VM_UNKNOWN_OR_NOT_RUNNING),
            message("(?:un)?pause vm command failed: Operation not permitted", VmctlFailure.NOT_OWNER),
            message("(?:un)?pause vm command failed: (.*)", VmctlFailure.PAUSE_FAILED),
            message("console (?:[0-9]+ )?not found", VmctlFailure.CONSOLE_NOT_FOUND),
            message("failed to open the console: (.*)", VmctlFailure.CONSOLE_UNAVAILABLE),
            plain("cu: open\\(\".*\"\\): Permission denied", VmctlFailure.CONSOLE_NOT_PERMITTED),
            plain("cu: (.*)", VmctlFailure.CONSOLE_UNAVAILABLE),
            message("command failed: Operation not permitted", VmctlFailure.ROOT_REQUIRED),
            message("command failed: (.*)", VmctlFailure.COMMAND_FAILED),
            message("command failed", VmctlFailure.CONFIGURATION_BROKEN));

    /** Printed below most errors of the command line, and alone for the rest of them. */
    private static final List<MessageRule> LAST = List.of(plain("usage:.*", VmctlFailure.USAGE));

    private static final List<MessageRule> ALL = Stream.of(
                    CONNECTION, ARGUMENTS, CREATE, START_ARGUMENTS, START, CONTROL, LAST)
            .flatMap(List::stream)
            .toList();

    private Messages() {}

    private static MessageRule started(String errno, VmctlFailure failure) {
        return message("start vm command failed: " + errno, failure);
    }

    /** The first rule that one of the lines matches. */
    static Optional<Match> find(List<SaidLine> lines) {
        for (MessageRule rule : ALL) {
            for (SaidLine line : lines) {
                if (rule.matches(line)) {
                    return Optional.of(new Match(rule.failure(), rule.reason(line), line));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * A message that was found.
     *
     * @param failure what it means, unless the request says more
     * @param reason the reason vmctl gave
     * @param line the line that says it
     */
    record Match(VmctlFailure failure, String reason, SaidLine line) {}
}
