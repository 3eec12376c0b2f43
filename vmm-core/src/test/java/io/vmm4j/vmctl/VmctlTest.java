package io.vmm4j.vmctl;

import static io.vmm4j.RecordedCommand.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vmm4j.BootDevice;
import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.InvalidValueException;
import io.vmm4j.NetworkMode;
import io.vmm4j.Subnet;
import io.vmm4j.ValueError;
import io.vmm4j.VmId;
import io.vmm4j.VmName;
import io.vmm4j.VmRef;
import io.vmm4j.VmSpec;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.DoasException;
import io.vmm4j.exec.DoasRefusal;
import io.vmm4j.exec.Effect;
import io.vmm4j.exec.LocalExecutor;
import io.vmm4j.exec.Privilege;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.exec.internal.LocalPrograms;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VmctlTest {

    private static final Vmctl VMCTL = Vmctl.asUser();
    private static final VmName WEB = VmName.of("web-1");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void a_vm_is_started_with_its_options_before_its_name() {
        VmSpec spec = VmSpec.builder("web-1")
                .memory("1G")
                .disk(DiskImage.qcow2("/var/vmm/web 1.qcow2"))
                .disk(DiskSpec.blank(DiskImage.raw("/var/vmm/data.img"), DiskSize.of("20G")))
                .cdrom(HostPath.of("/var/vmm/install79.iso"))
                .kernel(HostPath.of("/bsd.rd"))
                .bootDevice(BootDevice.NET)
                .network(NetworkMode.local())
                .network(NetworkMode.bridged("lan"))
                .network(NetworkMode.local())
                .build();

        assertThat(VMCTL.start(StartRequest.adHoc(spec)).command().argv())
                .containsExactly(
                        "vmctl",
                        "start",
                        "-m",
                        "1024M",
                        "-B",
                        "net",
                        "-b",
                        "/bsd.rd",
                        "-d",
                        "qcow2:/var/vmm/web 1.qcow2",
                        "-d",
                        "raw:/var/vmm/data.img",
                        "-r",
                        "/var/vmm/install79.iso",
                        "-L",
                        "-n",
                        "lan",
                        "-L",
                        "web-1");
    }

    @Test
    void a_defined_vm_is_started_by_nothing_but_its_name_or_id() {
        HostPath kernel = HostPath.of("/bsd.rd");

        assertThat(argv(VMCTL.start(StartRequest.defined(WEB)))).containsExactly("vmctl", "start", "web-1");
        assertThat(argv(VMCTL.start(StartRequest.defined(VmId.of(2))))).containsExactly("vmctl", "start", "2");
        assertThat(argv(VMCTL.start(StartRequest.definedWithKernel(WEB, kernel))))
                .containsExactly("vmctl", "start", "-b", "/bsd.rd", "web-1");
        assertThat(VMCTL.startOnConsole(StartRequest.defined(WEB), HOUR).argv())
                .containsExactly("vmctl", "start", "-c", "web-1");
    }

    @Test
    void every_network_mode_and_every_new_disk_has_its_options_and_its_json() {
        List<NetworkMode> modes = List.of(
                NetworkMode.local(),
                NetworkMode.bridged("lan"),
                NetworkMode.routed("inner", Subnet.of("10.10.0.0/24")));
        DiskImage image = DiskImage.qcow2("/new");
        List<DiskSpec.New> disks = List.of(
                DiskSpec.blank(image, DiskSize.of("1G")),
                DiskSpec.copyOf(DiskImage.raw("/src"), image),
                DiskSpec.derivedFrom(HostPath.of("/base"), image));

        assertThat(modes.stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(NetworkMode.class.getPermittedSubclasses());
        assertThat(disks.stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(DiskSpec.New.class.getPermittedSubclasses());
        VmSpec spec = VmSpec.builder("web-1").disk(disks.get(0)).networks(modes).build();
        assertThat(argv(VMCTL.start(StartRequest.adHoc(spec)))).endsWith("-L", "-n", "lan", "-n", "inner", "web-1");
        for (DiskSpec.New disk : disks) {
            assertThat(argv(VMCTL.create(disk, HOUR))).hasSize(5);
            VmSpec made = VmSpec.builder("web-1").disk(disk).networks(modes).build();
            assertThat(VmSpec.fromJson(made.toJson())).isEqualTo(made);
        }
    }

    @Test
    void disks_are_made_with_their_formats_spelled_out_but_for_the_base() {
        DiskImage image = DiskImage.qcow2("/new.img");

        assertThat(argv(VMCTL.create(DiskSpec.blank(image, DiskSize.of("20G")), HOUR)))
                .containsExactly("vmctl", "create", "-s", "20480M", "qcow2:/new.img");
        assertThat(argv(VMCTL.create(DiskSpec.copyOf(DiskImage.raw("/src"), image), HOUR)))
                .containsExactly("vmctl", "create", "-i", "raw:/src", "qcow2:/new.img");
        assertThat(argv(VMCTL.create(DiskSpec.copyOf(DiskImage.raw("/src"), image, DiskSize.of("1T")), HOUR)))
                .containsExactly("vmctl", "create", "-i", "raw:/src", "-s", "1048576M", "qcow2:/new.img");
        assertThat(argv(VMCTL.create(DiskSpec.derivedFrom(HostPath.of("/base.qcow2"), image), HOUR)))
                .containsExactly("vmctl", "create", "-b", "/base.qcow2", "qcow2:/new.img");
    }

    @Test
    void the_other_subcommands_are_spelled_in_full() {
        assertThat(argv(VMCTL.status())).containsExactly("vmctl", "status");
        assertThat(argv(VMCTL.stop(WEB, StopMethod.GRACEFUL))).containsExactly("vmctl", "stop", "web-1");
        assertThat(argv(VMCTL.stop(WEB, StopMethod.FORCE))).containsExactly("vmctl", "stop", "-f", "web-1");
        assertThat(argv(VMCTL.stopAndWait(WEB, StopMethod.GRACEFUL, HOUR)))
                .containsExactly("vmctl", "stop", "-w", "web-1");
        assertThat(argv(VMCTL.stopAndWait(WEB, StopMethod.FORCE, HOUR)))
                .containsExactly("vmctl", "stop", "-fw", "web-1");
        assertThat(argv(VMCTL.stopAll(StopMethod.GRACEFUL))).containsExactly("vmctl", "stop", "-a");
        assertThat(argv(VMCTL.stopAllAndWait(StopMethod.FORCE, HOUR))).containsExactly("vmctl", "stop", "-fw", "-a");
        assertThat(argv(VMCTL.reset(ResetScope.SWITCHES))).containsExactly("vmctl", "reset", "switches");
        assertThat(argv(VMCTL.reset(ResetScope.ALL))).containsExactly("vmctl", "reset", "all");
        assertThat(argv(VMCTL.log(LogLevel.BRIEF))).containsExactly("vmctl", "log", "brief");
        assertThat(argv(VMCTL.options(ProbedCommand.CREATE))).containsExactly("vmctl", "create", "-Z");
    }

    @Test
    void a_name_that_vmctl_takes_for_an_id_never_reaches_a_command_line() {
        VmRef digits = VmName.observed("123");

        InvalidValueException refused =
                catchThrowableOfType(InvalidValueException.class, () -> VMCTL.stop(digits, StopMethod.FORCE));

        assertThat(refused.code()).isEqualTo(ValueError.NAME_NOT_ADDRESSABLE);
    }

    @Test
    void what_may_be_repeated_is_said_of_each() {
        assertThat(effect(VMCTL.status())).isEqualTo(Effect.READ);
        assertThat(effect(VMCTL.options(ProbedCommand.START))).isEqualTo(Effect.READ);
        assertThat(List.of(
                        effect(VMCTL.stop(WEB, StopMethod.FORCE)),
                        effect(VMCTL.pause(WEB)),
                        effect(VMCTL.unpause(WEB)),
                        effect(VMCTL.waitFor(WEB, HOUR)),
                        effect(VMCTL.log(LogLevel.BRIEF))))
                .containsOnly(Effect.IDEMPOTENT);
        assertThat(List.of(
                        effect(VMCTL.start(StartRequest.defined(WEB))),
                        effect(VMCTL.create(DiskSpec.blank(DiskImage.raw("/a"), DiskSize.of("1G")), HOUR)),
                        effect(VMCTL.reload()),
                        effect(VMCTL.load(HostPath.of("/etc/vm.conf"))),
                        effect(VMCTL.reset(ResetScope.VMS))))
                .containsOnly(Effect.ONE_SHOT);
        assertThat(VMCTL.console(WEB, HOUR).effect()).isEqualTo(Effect.ONE_SHOT);
    }

    @ParameterizedTest
    @EnumSource
    void every_command_has_a_limit_and_the_bare_name_that_doas_knows(Asking asking) {
        Command command = asking.query().command();

        assertThat(command.argv().get(0)).isEqualTo("vmctl");
        assertThat(command.timeout()).isPositive().isLessThanOrEqualTo(HOUR);
        assertThat(command.environment()).isEmpty();
    }

    @Test
    void privilege_and_timeout_are_the_callers_choice() {
        Vmctl root = Vmctl.asRoot().withTimeout(Duration.ofSeconds(5));

        assertThat(root.status().command().privilege()).isEqualTo(Privilege.ROOT);
        assertThat(root.status().command().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(root.stopAndWait(WEB, StopMethod.GRACEFUL, HOUR).command().timeout())
                .isEqualTo(HOUR);
        assertThat(VMCTL.status().command().privilege()).isEqualTo(Privilege.USER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "START_DEFINED_AS_ROOT | vmctl: started vm 1 successfully, tty /dev/ttyp8 | 1",
                "START_DEFINED_AS_ROOT | vmctl: start vm command failed: Operation already in progress | 0",
                "START_DEFINED_AS_ROOT | vmctl: started vm 0 successfully, tty /dev/ttyp8 | 0",
                "START_DEFINED_AS_ROOT | vmctl: starting without disks | 0",
                "STOP | stopping vm web-1: requested to shutdown vm 2 | 1",
                "STOP | stopping vm web-1: failed: Operation not permitted | 0",
                "STOP | stopping vm web-1: | 0",
                "STOP | stopping vm web-2: requested to shutdown vm 2 | 0",
                "STOP | waiting for vm web-1: terminated vm 2 | 0",
                "STOP | stopping vm: requested to shutdown vm 2 | 0",
                "STOP_BY_ID | stopping vm: requested to shutdown vm 3 | 0",
                "STOP_BY_ID | stopping vm web-1: requested to shutdown vm 2 | 0",
                "STOP_AND_WAIT | stopping vm web-1: requested to shutdown vm 2 | 0",
                "STOP_ALL | stopping vm -x: requested to shutdown vm 2 | 0",
                "PAUSE | vmctl: unpaused vm 2 successfully | 0",
                "COPY | vmctl: qcow2 imagefile created | 0",
                "RELOAD | vmctl: command failed | 0",
            })
    void an_answer_that_does_not_agree_with_itself_or_the_request_is_an_error(Asking asking, String said, int status) {
        Query<?> query = asking.query();

        VmctlException failure = catchThrowableOfType(
                VmctlException.class, () -> query.read(answer(query.command(), "", said + "\n", status)));

        assertThat(failure.failure()).isEqualTo(VmctlFailure.CONTRADICTION);
        assertThat(failure.text()).contains(said);
    }

    @ParameterizedTest
    @EnumSource
    void vmctl_that_is_missing_or_was_killed_is_told_whatever_was_asked(Asking asking) {
        assertThat(failure(asking, "ksh: vmctl: not found\n", 127)).isEqualTo(VmctlFailure.VMCTL_NOT_FOUND);
        assertThat(failure(asking, "ksh: vmctl: cannot execute - Permission denied\n", 126))
                .isEqualTo(VmctlFailure.VMCTL_NOT_FOUND);
        assertThat(failure(asking, "stopping vm web-1: ", 143)).isEqualTo(VmctlFailure.ENDED_ABNORMALLY);
        assertThat(failure(asking, "", 139)).isEqualTo(VmctlFailure.ENDED_ABNORMALLY);
        assertThat(failure(asking, "vmctl: connect: /var/run/vmd.sock: Connection refused\n", 1))
                .isEqualTo(VmctlFailure.VMD_NOT_RUNNING);
        assertThat(failure(asking, "", 1)).isEqualTo(VmctlFailure.UNRECOGNISED);
    }

    @Test
    void a_message_that_is_not_known_is_kept_verbatim() {
        String said = "vmctl: \u001b[31msomething\tnew\u001b[0m\nand more\n";
        Query<StatusTable> query = VMCTL.status();

        VmctlException failure =
                catchThrowableOfType(VmctlException.class, () -> query.read(answer(query.command(), "", said, 1)));

        assertThat(failure.failure()).isEqualTo(VmctlFailure.UNRECOGNISED);
        assertThat(failure.text()).isEqualTo(said);
        assertThat(failure.getMessage()).contains("something?new").doesNotContain("\u001b", "\n");
    }

    @Test
    void a_failure_names_the_vm_its_disks_the_host_and_the_command() {
        Query<?> query = Asking.START_AD_HOC_AS_ROOT.query();

        VmctlException failure = catchThrowableOfType(
                VmctlException.class,
                () -> query.read(answer(query.command(), "", "vmctl: could not open disk image(s)\n", 1)));

        assertThat(failure).hasMessage("A disk of VM web-1 could not be opened on ssh://root@vmhost:22.");
        assertThat(failure.hint())
                .isEqualTo(
                        "Check each of /var/vmm/web-1.raw: it may be missing, a directory, or locked by another VM that"
                                + " runs.");
        assertThat(failure.transcript().toString())
                .contains(
                        "$ vmctl start -m 512M -d raw:/var/vmm/web-1.raw web-1",
                        "could not open disk image(s)",
                        "exit 1");
    }

    @Test
    void all_vms_are_stopped_each_with_its_own_answer() {
        Query<StopAllReply> query = VMCTL.stopAll(StopMethod.GRACEFUL);
        String said = """
                stopping vm a: requested to shutdown vm 1
                stopping vm b: failed: Operation not permitted
                stopping vm 1c: failed: Operation already in progress
                stopping vm d: something new
                a line of its own
                """;

        StopAllReply reply = query.read(answer(query.command(), "", said, 0));

        assertThat(reply.stopped()).containsOnlyKeys(VmName.of("a"));
        assertThat(reply.failed())
                .containsEntry(VmName.of("b"), VmctlFailure.NOT_OWNER)
                .containsEntry(VmName.observed("1c"), VmctlFailure.ALREADY_STOPPING)
                .containsEntry(VmName.of("d"), VmctlFailure.UNRECOGNISED)
                .hasSize(3);
        assertThat(reply.warnings()).containsExactly("a line of its own");
    }

    @Test
    void the_options_of_a_later_release_are_found() {
        String said = """
                vmctl: unknown option -- Z
                usage:\tvmctl [-v] start [-cL] [-B device] [-b path] [-d disk] [-i count]
                \t\t[-m size] [-n switch] [-p count] [-r path] [-t name] id | name
                """;
        Query<VmctlOptions> query = VMCTL.options(ProbedCommand.START);

        VmctlOptions options = query.read(answer(query.command(), "", said, 1));

        assertThat(options.takes('p')).isTrue();
        assertThat(options.takes('Z')).isFalse();
        assertThat(options.takes('v')).isFalse();
        Query<VmctlOptions> stop = VMCTL.options(ProbedCommand.STOP);
        assertThat(stop.read(answer(
                                stop.command(), "", "usage:\tvmctl [-v] stop [-fw] [-B boot-device] [id | -a]\n", 1))
                        .letters())
                .containsExactlyInAnyOrder('f', 'w', 'B', 'a');
    }

    @Test
    void a_console_that_ended_by_itself_is_no_failure_and_one_that_never_began_is() {
        String guest = "login: vmctl: console not found\r\n\r\n[EOT]\r\n";

        assertThat(RecordedConsole.failureOf(guest, 0)).isNull();
        assertThat(RecordedConsole.failureOf("vmctl: console not found", 1).failure())
                .isEqualTo(VmctlFailure.CONSOLE_NOT_FOUND);
        assertThat(RecordedConsole.failureOf("login: \r\ncu: open(\"/dev/ttyp0\"): Permission denied", 1)
                        .failure())
                .isEqualTo(VmctlFailure.CONSOLE_NOT_PERMITTED);
        assertThat(RecordedConsole.failureOf("cu: open(\"/dev/ttyp0\"): Device busy", 1)
                        .failure())
                .isEqualTo(VmctlFailure.CONSOLE_UNAVAILABLE);
        assertThat(RecordedConsole.failureOf("vmctl: pipe closed\r\nlogin: ", 1).failure())
                .isEqualTo(VmctlFailure.UNRECOGNISED);
    }

    @Test
    void a_machine_without_vmctl_and_doas_says_so() {
        assumeThat(LocalPrograms.find("vmctl").or(() -> LocalPrograms.find("doas")))
                .isEmpty();
        try (CommandExecutor direct = LocalExecutor.create();
                CommandExecutor doas = LocalExecutor.create(RootAccess.DOAS)) {
            VmctlException missing = catchThrowableOfType(
                    VmctlException.class, () -> VMCTL.status().ask(direct));
            DoasException refused = catchThrowableOfType(
                    DoasException.class, () -> Vmctl.asRoot().status().ask(doas));

            assertThat(missing.failure()).isEqualTo(VmctlFailure.VMCTL_NOT_FOUND);
            assertThat(refused.refusal()).isEqualTo(DoasRefusal.NOT_INSTALLED);
        }
    }

    @Test
    void what_doas_refuses_is_not_blamed_on_vmctl() {
        Query<StatusTable> query = Vmctl.asRoot().status();

        DoasException refused = catchThrowableOfType(
                DoasException.class,
                () -> query.read(answer(query.command(), "", "doas: Operation not permitted\n", 1)));

        assertThat(refused.refusal()).isEqualTo(DoasRefusal.NOT_PERMITTED);
        assertThat(refused.hint()).contains("permit nopass USER as root cmd vmctl");
    }

    private static List<String> argv(Query<?> query) {
        return query.command().argv();
    }

    private static Effect effect(Query<?> query) {
        return query.command().effect();
    }

    private static VmctlFailure failure(Asking asking, String stderr, int status) {
        Query<?> query = asking.query();
        VmctlException failure = catchThrowableOfType(
                VmctlException.class, () -> query.read(answer(query.command(), "", stderr, status)));
        assertThat(failure.getMessage() + failure.hint()).doesNotContainPattern("\\{[a-z]+\\}");
        return failure.failure();
    }
}
