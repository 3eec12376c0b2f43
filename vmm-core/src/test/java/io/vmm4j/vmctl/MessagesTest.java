package io.vmm4j.vmctl;

import static io.vmm4j.RecordedCommand.answer;
import static io.vmm4j.RecordedCommand.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.VmName;
import io.vmm4j.exec.Query;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message that vmctl(8) is known to fail with, as the answer to a command that can bring it up. */
class MessagesTest {

    /** Failures that no message tells, but an exit status or an answer that cannot be. */
    private static final Set<VmctlFailure> TOLD_OTHERWISE = EnumSet.of(
            VmctlFailure.VMCTL_NOT_FOUND,
            VmctlFailure.ENDED_ABNORMALLY,
            VmctlFailure.CONTRADICTION,
            VmctlFailure.UNREADABLE_STATUS,
            VmctlFailure.CONSOLE_NOT_FOUND,
            VmctlFailure.CONSOLE_NOT_PERMITTED,
            VmctlFailure.CONSOLE_UNAVAILABLE);

    private static final String TABLE = """
            STATUS :: vmctl: connect: /var/run/vmd.sock: Connection refused :: VMD_NOT_RUNNING
            STATUS :: vmctl: connect: /var/run/vmd.sock: No such file or directory :: VMD_NEVER_STARTED
            STATUS :: vmctl: connect: /var/run/vmd.sock: Permission denied :: SOCKET_NOT_PERMITTED
            STATUS :: vmctl: connect: /var/run/vmd.sock: Too many open files :: VMD_UNREACHABLE
            STATUS :: vmctl: pipe closed :: VMD_CONNECTION_LOST
            STATUS :: vmctl: read error: Connection reset by peer :: VMD_CONNECTION_LOST
            STOP_AND_WAIT :: stopping vm web-1: vmctl: pipe closed :: VMD_CONNECTION_LOST
            WAIT :: waiting for vm web-1: vmctl: read error: Connection reset by peer :: VMD_CONNECTION_LOST
            STOP :: stopping vm web-1: unexpected response received from vmd :: VMD_UNEXPECTED_ANSWER
            PAUSE :: vmctl: unexpected response received from vmd :: VMD_UNEXPECTED_ANSWER
            PAUSE :: vmctl: vmop_result_read :: VMD_UNEXPECTED_ANSWER
            STATUS :: unknown argument: status / usage:\tvmctl [-v] command [arg ...] :: UNKNOWN_COMMAND
            STATUS :: ambiguous argument: st / usage:\tvmctl [-v] command [arg ...] :: UNKNOWN_COMMAND
            START_AD_HOC_AS_ROOT :: vmctl: unknown option -- Z / usage:\tvmctl [-v] start :: UNKNOWN_OPTION
            START_AD_HOC_AS_ROOT :: vmctl: option requires an argument -- m / usage:\tvmctl [-v] start :: USAGE
            COPY :: usage:\tvmctl [-v] create [-b base | -i disk] [-s size] disk :: USAGE
            START_AD_HOC_AS_ROOT :: vmctl: iso image specified multiple times :: REPEATED_OPTION
            START_AD_HOC_AS_ROOT :: vmctl: boot image specified multiple times :: REPEATED_OPTION
            START_AD_HOC_AS_ROOT :: vmctl: memory specified multiple times :: REPEATED_OPTION
            PAUSE :: vmctl: invalid id: -Z :: INVALID_ID
            STOP :: vmctl: name too long / vmctl: invalid id: aaaa :: NAME_TOO_LONG
            START_AD_HOC_AS_ROOT :: vmctl: vm name too long :: NAME_TOO_LONG
            START_AD_HOC_AS_ROOT :: vmctl: invalid VM name :: INVALID_NAME
            START_AD_HOC_AS_ROOT :: vmctl: invalid memory size: 512MB: Invalid argument :: INVALID_MEMORY_SIZE
            START_AD_HOC_AS_ROOT :: vmctl: invalid memory size: 9E: Result too large :: INVALID_MEMORY_SIZE
            START_AD_HOC_AS_ROOT :: vmctl: memory size must be at least 1MB :: MEMORY_TOO_SMALL
            START_AD_HOC_AS_ROOT :: vmctl: memory size too large (limit is 128G) :: MEMORY_TOO_LARGE
            COPY :: vmctl: invalid disk size: 512MB: Invalid argument :: INVALID_DISK_SIZE
            COPY :: vmctl: disk size must be at least 1MB :: DISK_TOO_SMALL
            COPY :: could not create /new.raw: missing size argument / usage:\tvmctl [-v] create :: DISK_SIZE_MISSING
            COPY :: vmctl: create imagefile operation failed: File exists :: DISK_EXISTS
            COPY :: vmctl: create imagefile operation failed: No such file or directory :: DISK_DIRECTORY_MISSING
            COPY :: vmctl: create imagefile operation failed: No space left on device :: DISK_NOT_CREATED
            COPY :: vmctl: create imagefile operation failed: Permission denied :: DISK_NOT_CREATED
            COPY :: vmctl: conflicting -b and -i arguments :: SOURCES_CONFLICT
            COPY :: vmctl: base images require qcow2 disk format :: BASE_NEEDS_QCOW2
            COPY :: vmctl: base image is not a qcow2 file :: BASE_NOT_QCOW2
            COPY :: vmctl: failure to read base image header :: BASE_UNREADABLE
            COPY :: vmctl: base size does not match requested size :: BASE_SIZE_DIFFERS
            COPY :: vmctl: vmctl: xlate: compressed clusters unsupported :: SOURCE_COMPRESSED
            COPY :: vmctl: vmctl: unsupported features 8 :: SOURCE_FEATURES_UNSUPPORTED
            COPY :: vmctl: vmctl: unsupported refcount size :: SOURCE_REFCOUNT_UNSUPPORTED
            COPY :: vmctl: invalid magic numbers / vmctl: failed to open source image file :: SOURCE_NOT_QCOW2
            COPY :: vmctl: missing disk size / vmctl: failed to create destination image file :: SOURCE_EMPTY
            COPY :: vmctl: failed to open source image file :: SOURCE_NOT_OPENED
            COPY :: vmctl: size cannot be smaller than input disk size :: SOURCE_LARGER
            COPY :: vmctl: failed to read from source :: SOURCE_READ_FAILED
            COPY :: vmctl: failed to create destination image file :: DESTINATION_NOT_CREATED
            COPY :: vmctl: failed to open destination image file :: DESTINATION_NOT_OPENED
            COPY :: vmctl: failed to write to destination :: DESTINATION_WRITE_FAILED
            START_AD_HOC_AS_ROOT :: vmctl: no kernel or disk/cdrom specified :: NOTHING_TO_BOOT
            START_AD_HOC_AS_ROOT :: vmctl: invalid disk path: No such file or directory :: DISK_NOT_FOUND
            START_AD_HOC_AS_ROOT :: vmctl: invalid boot image path: No such file or directory :: KERNEL_NOT_FOUND
            START_AD_HOC_AS_ROOT :: vmctl: cannot open kernel '/bsd': Permission denied :: KERNEL_UNREADABLE
            START_AD_HOC_AS_ROOT :: vmctl: kernel must be a regular file :: KERNEL_NOT_REGULAR
            START_AD_HOC_AS_ROOT :: vmctl: invalid iso image path: No such file or directory :: ISO_NOT_FOUND
            START_AD_HOC_AS_ROOT :: vmctl: could not find specified iso image :: ISO_UNAVAILABLE
            START_AD_HOC_AS_ROOT :: vmctl: specified iso image is not a regular file :: ISO_UNAVAILABLE
            START_AD_HOC_AS_ROOT :: vmctl: disk path too long :: PATH_TOO_LONG
            START_AD_HOC_AS_ROOT :: vmctl: cdrom name too long :: PATH_TOO_LONG
            START_AD_HOC_AS_ROOT :: vmctl: interface name too long :: INTERFACE_NAME_TOO_LONG
            START_AD_HOC_AS_ROOT :: vmctl: unknown boot device X :: UNKNOWN_BOOT_DEVICE
            START_AD_HOC_AS_ROOT :: vmctl: count is invalid: x / vmctl: invalid interface count: x :: INVALID_INTERFACE_COUNT
            START_AD_HOC_AS_ROOT :: vmctl: count is too small: 0 / vmctl: invalid interface count: 0 :: INVALID_INTERFACE_COUNT
            START_AD_HOC_AS_ROOT :: vmctl: too many disks :: TOO_MANY_DISKS
            START_AD_HOC_AS_ROOT :: vmctl: too many network interfaces :: TOO_MANY_INTERFACES
            START_AD_HOC_AS_ROOT :: vmctl: starting without network interfaces / vmctl: vmm bios firmware file not found. :: FIRMWARE_MISSING
            START_DEFINED_AS_ROOT :: vmctl: could not open disk image(s) :: VM_UNKNOWN_OR_DISK_UNAVAILABLE
            START_DEFINED_AS_USER :: vmctl: could not open disk image(s) :: VM_UNKNOWN_OR_DISK_UNAVAILABLE
            START_AD_HOC_AS_ROOT :: vmctl: could not open disk image(s) :: DISK_UNAVAILABLE
            START_AD_HOC_AS_USER :: vmctl: could not open disk image(s) :: DISK_UNAVAILABLE
            START_DEFINED_AS_ROOT :: vmctl: invalid template :: UNKNOWN_TEMPLATE
            START_DEFINED_AS_ROOT :: vmctl: start vm command failed: Operation already in progress :: ALREADY_RUNNING
            START_AD_HOC_AS_ROOT :: vmctl: start vm command failed: Operation already in progress :: RUNNING_OR_DEFINED
            START_DEFINED_AS_ROOT :: vmctl: start vm command failed: Operation not permitted :: RESTARTED_TOO_QUICKLY
            START_DEFINED_AS_USER :: vmctl: start vm command failed: Operation not permitted :: START_NOT_PERMITTED
            START_AD_HOC_AS_USER :: vmctl: start vm command failed: Operation not permitted :: START_NOT_PERMITTED
            START_AD_HOC_AS_ROOT :: vmctl: start vm command failed: Operation not permitted :: START_NOT_PERMITTED
            START_DEFINED_AS_USER :: vmctl: start vm command failed: File name too long :: INSTANCE_NOT_ALLOWED
            START_AD_HOC_AS_ROOT :: vmctl: start vm command failed: No such file or directory :: NO_FREE_TAP
            START_AD_HOC_AS_ROOT :: vmctl: start vm command failed: Unknown error: -1 :: START_FAILED_UNNAMED
            START_AD_HOC_AS_ROOT :: vmctl: start vm command failed: Device busy :: DEVICE_BUSY
            START_AD_HOC_AS_ROOT :: vmctl: start vm command failed: Invalid argument :: START_ARGUMENT_INVALID
            START_AD_HOC_AS_ROOT :: vmctl: start vm command failed: Cannot allocate memory :: OUT_OF_MEMORY
            START_AD_HOC_AS_ROOT :: vmctl: start vm command failed: Too many open files :: START_FAILED
            START_DEFINED_AS_ROOT :: vmctl: start vm command failed: Unknown error: 1008 :: START_FAILED
            STOP :: stopping vm web-1: vm not found :: VM_NOT_FOUND
            STOP_BY_ID :: stopping vm: vm not found :: VM_NOT_FOUND
            WAIT :: waiting for vm web-1: vm not found :: VM_NOT_FOUND
            STOP :: stopping vm web-1: failed: Invalid argument :: NOT_RUNNING
            STOP :: stopping vm web-1: cannot stop vm that is not running :: NOT_RUNNING
            WAIT :: waiting for vm web-1: failed: Invalid argument :: NOT_RUNNING
            STOP :: stopping vm web-1: failed: Operation already in progress :: ALREADY_STOPPING
            WAIT :: waiting for vm web-1: failed: Operation already in progress :: ALREADY_STOPPING
            STOP :: stopping vm web-1: failed: Operation not permitted :: NOT_OWNER
            STOP :: stopping vm web-1: interrupted call :: STOP_INTERRUPTED
            STOP :: stopping vm web-1: failed: Input/output error :: STOP_FAILED
            PAUSE :: vmctl: pause vm command failed: No such file or directory :: VM_UNKNOWN_OR_NOT_RUNNING
            UNPAUSE :: vmctl: unpause vm command failed: No such file or directory :: VM_UNKNOWN_OR_NOT_RUNNING
            PAUSE :: vmctl: pause vm command failed: Operation not permitted :: NOT_OWNER
            UNPAUSE :: vmctl: unpause vm command failed: Input/output error :: PAUSE_FAILED
            RELOAD :: vmctl: command failed: Operation not permitted :: ROOT_REQUIRED
            LOG :: vmctl: command failed: Operation not permitted :: ROOT_REQUIRED
            RELOAD :: vmctl: command failed :: CONFIGURATION_BROKEN
            LOAD :: vmctl: command failed :: CONFIGURATION_BROKEN
            RESET :: vmctl: command failed :: COMMAND_FAILED
            STOP :: stopping vm web-1: vmctl: command failed :: COMMAND_FAILED
            LOAD :: vmctl: command failed: Result too large :: COMMAND_FAILED
            STATUS :: vmctl: a message of a later release :: UNRECOGNISED
            STOP :: Stopping vm web-1: vm not found :: UNRECOGNISED
            STATUS :: vmctl: CONNECT: /var/run/vmd.sock: Connection refused :: UNRECOGNISED
            """;

    /** What each line of the sample is read as; {@code -} for one that is no failure. */
    private static final String SAMPLE_LINES = """
            STATUS VMD_NOT_RUNNING
            STATUS VMD_NEVER_STARTED
            STATUS SOCKET_NOT_PERMITTED
            START_DEFINED_AS_ROOT -
            START_DEFINED_AS_ROOT ALREADY_RUNNING
            START_DEFINED_AS_ROOT RESTARTED_TOO_QUICKLY
            START_DEFINED_AS_ROOT START_FAILED_UNNAMED
            START_AD_HOC_AS_ROOT DISK_UNAVAILABLE
            START_AD_HOC_AS_ROOT FIRMWARE_MISSING
            START_AD_HOC_AS_ROOT ISO_UNAVAILABLE
            START_AD_HOC_AS_ROOT UNKNOWN_TEMPLATE
            START_AD_HOC_AS_ROOT UNRECOGNISED
            START_AD_HOC_AS_ROOT UNRECOGNISED
            START_AD_HOC_AS_ROOT NOTHING_TO_BOOT
            START_AD_HOC_AS_ROOT DISK_NOT_FOUND
            START_AD_HOC_AS_ROOT ISO_NOT_FOUND
            START_AD_HOC_AS_ROOT INVALID_MEMORY_SIZE
            START_AD_HOC_AS_ROOT MEMORY_TOO_SMALL
            START_AD_HOC_AS_ROOT MEMORY_TOO_LARGE
            COPY UNRECOGNISED
            COPY -
            BLANK_QCOW2 -
            COPY DISK_EXISTS
            COPY SOURCE_NOT_OPENED
            RELOAD CONFIGURATION_BROKEN
            RELOAD ROOT_REQUIRED
            CONSOLE CONSOLE_NOT_FOUND
            START_AD_HOC_AS_ROOT INVALID_NAME
            PAUSE -
            UNPAUSE -
            STOP -
            STOP_BY_ID -
            STOP_AND_WAIT -
            STOP NOT_RUNNING
            STOP ALREADY_STOPPING
            STOP VM_NOT_FOUND
            WAIT -
            WAIT NOT_RUNNING
            """;

    static Stream<Case> messages() {
        return TABLE.lines()
                .map(line -> line.split(" :: ", 3))
                .map(words -> new Case(
                        Asking.valueOf(words[0]),
                        words[1].replace(" / ", "\n") + "\n",
                        VmctlFailure.valueOf(words[2])));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_means_what_the_manual_of_messages_says(Case message) {
        VmctlException failure = read(message.asked().query(), message.stderr(), 1);

        assertThat(failure.failure()).isEqualTo(message.failure());
        assertThat(failure.getMessage() + failure.hint()).doesNotContainPattern("\\{[a-z]+\\}");
        assertThat(message.stderr()).contains(failure.text());
        assertThat(failure.retryable()).isEqualTo(message.failure().retryable());
    }

    @Test
    void there_is_no_failure_without_a_message_in_this_test() {
        Set<VmctlFailure> tested = messages().map(Case::failure).collect(Collectors.toSet());
        tested.addAll(TOLD_OTHERWISE);

        assertThat(tested).containsExactlyInAnyOrder(VmctlFailure.values());
    }

    @Test
    void every_line_of_the_sample_is_known() {
        List<String> lines = sample("vmctl-stderr.txt").lines().toList();
        List<String> expected = SAMPLE_LINES.lines().toList();

        assertThat(expected).hasSameSizeAs(lines);
        for (int i = 0; i < lines.size(); i++) {
            String[] words = expected.get(i).split(" ", 2);
            assertThat(meaningOf(lines.get(i), words[0])).as(lines.get(i)).isEqualTo(words[1]);
        }
    }

    @Test
    void a_warning_alone_is_no_failure_and_is_kept_beside_one() {
        List<String> warnings = List.of(
                "vmctl: starting without disks",
                "vmctl: starting without network interfaces",
                "vmctl: memory size rounded to 1.0G");
        String stderr = String.join("\n", warnings) + "\nvmctl: started vm 1 successfully, tty /dev/ttyp8\n";
        Query<StartedVm> query = Vmctl.asRoot().start(StartRequest.defined(VmName.of("web-1")));

        StartedVm started = query.read(answer(query.command(), "", stderr, 0));

        assertThat(started.warnings()).isEqualTo(warnings);
    }

    private static String meaningOf(String line, String asked) {
        if (asked.equals("CONSOLE")) {
            return RecordedConsole.failureOf(line, 1).failure().name();
        }
        Query<?> query = Asking.valueOf(asked).query();
        VmctlException asFailure = read(query, line + "\n", 1);
        // A success with exit status 1 is a contradiction; so is a failure with exit status 0.
        if (asFailure.failure() != VmctlFailure.CONTRADICTION) {
            assertThat(read(query, line + "\n", 0).failure()).isEqualTo(VmctlFailure.CONTRADICTION);
            return asFailure.failure().name();
        }
        assertThat(query.read(answer(query.command(), "", line + "\n", 0))).isNotNull();
        return "-";
    }

    private static VmctlException read(Query<?> query, String stderr, int exitStatus) {
        return catchThrowableOfType(
                VmctlException.class, () -> query.read(answer(query.command(), "", stderr, exitStatus)));
    }

    record Case(Asking asked, String stderr, VmctlFailure failure) {

        @Override
        public String toString() {
            return asked + " " + Arrays.toString(stderr.split("\n", -1));
        }
    }
}
