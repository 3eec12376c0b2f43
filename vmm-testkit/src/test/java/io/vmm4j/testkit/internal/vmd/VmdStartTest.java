package io.vmm4j.testkit.internal.vmd;

import static io.vmm4j.testkit.internal.vmd.DaemonBench.ALICE;
import static io.vmm4j.testkit.internal.vmd.DaemonBench.adHoc;
import static io.vmm4j.testkit.internal.vmd.DaemonBench.raw;
import static io.vmm4j.testkit.internal.vmd.DaemonBench.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.net.IfFlag;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.vmd.config.BootDevice;
import io.vmm4j.testkit.internal.vmd.config.Disk;
import io.vmm4j.testkit.internal.vmd.config.DiskFormat;
import io.vmm4j.testkit.internal.vmd.config.Nic;
import io.vmm4j.testkit.internal.vmd.config.VmParameters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** openbsd.md 1.2, 1.5 and 3.1. */
class VmdStartTest {

    private final DaemonBench bench = new DaemonBench();

    private static ResultCode code(Errno errno) {
        return ResultCode.of(errno);
    }

    @Test
    void an_ad_hoc_vm_runs_and_vanishes_when_it_stops() {
        bench.configured();

        VmdReply.Started started = bench.startAs(0, adHoc("a").build());
        assertThat(started).isEqualTo(new VmdReply.Started(ResultCode.OK, 1, "/dev/ttyp0"));
        assertThat(bench.isRunning("a")).isTrue();

        bench.stop("a");
        bench.passSeconds(1);

        assertThat(bench.infos()).isEmpty();
        assertThat(bench.openTtys).isEmpty();
    }

    @Test
    void an_undefined_name_without_options_says_that_no_disk_could_be_opened() {
        bench.configured();

        assertThat(bench.start("nosuch").result()).isEqualTo(ResultCode.DISK_MISSING);
        assertThat(bench.startAs(0, VmParameters.named("").id(77).build()).result())
                .isEqualTo(ResultCode.DISK_MISSING);
        assertThat(bench.startAs(ALICE, VmParameters.named("nosuch").build()).result())
                .isEqualTo(code(Errno.EPERM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".x", "-x", "_x", "a b", "a/b"})
    void names_are_checked_at_registration(String name) {
        bench.configured();

        assertThat(bench.startAs(0, adHoc(name).build()).result()).isEqualTo(code(Errno.EINVAL));
    }

    @Test
    void a_failed_ad_hoc_start_uses_up_an_id() {
        bench.configured();
        bench.startAs(0, adHoc("a").disk(new Disk("/nope", DiskFormat.RAW)).build());

        assertThat(bench.startAs(0, adHoc("b").build()).id()).isEqualTo(2);
    }

    @Test
    void a_name_keeps_its_id_for_the_daemons_life() {
        bench.configured();
        bench.startAs(0, adHoc("a").build());
        bench.startAs(0, adHoc("b").build());
        bench.stop("a");
        bench.stop("b");
        bench.passSeconds(10);

        assertThat(bench.startAs(0, adHoc("b").build()).id()).isEqualTo(2);
        assertThat(bench.startAs(0, adHoc("c").build()).id()).isEqualTo(3);

        bench.service.terminate();
        bench.service.start(VmdOptions.NONE);
        assertThat(bench.startAs(0, adHoc("c").build()).id()).isEqualTo(1);
    }

    @Test
    void a_defined_vm_takes_no_options_but_a_kernel() {
        bench.configured(vm("a", "disable"));

        assertThat(bench.startAs(
                                0,
                                VmParameters.named("a")
                                        .memory(1 << 26)
                                        .disk(raw(8))
                                        .build())
                        .result())
                .isEqualTo(code(Errno.EALREADY));
        assertThat(bench.startAs(
                                0,
                                VmParameters.named("a")
                                        .kernel("/bsd")
                                        .nic(Nic.localNic())
                                        .build())
                        .result())
                .isEqualTo(code(Errno.EALREADY));
        assertThat(bench.startAs(0, VmParameters.named("a").kernel("/bsd").build())
                        .result())
                .isEqualTo(ResultCode.OK);
        assertThat(bench.start("a").result()).isEqualTo(code(Errno.EALREADY));
    }

    @Test
    void a_vm_is_found_by_id_too() {
        bench.configured(vm("a", "disable"), vm("b", "disable"));

        assertThat(bench.startAs(0, VmParameters.named("").id(2).build()).id()).isEqualTo(2);
        assertThat(bench.isRunning("b")).isTrue();
    }

    @Test
    void without_firmware_only_a_kernel_boots() throws Exception {
        bench.files().unlink("/etc/firmware/vmm-bios");
        bench.configured(vm("a", "disable"));

        assertThat(bench.start("a").result()).isEqualTo(ResultCode.BIOS_MISSING);
        assertThat(bench.startAs(0, adHoc("b").build()).result()).isEqualTo(ResultCode.OK);
        assertThat(bench.log()).contains("can't open /etc/firmware/vmm-bios: No such file or directory");
    }

    @Test
    void a_kernel_holds_for_one_boot() throws Exception {
        bench.files().unlink("/etc/firmware/vmm-bios");
        bench.guests.put("a", GuestScript.openBsd().rebootsAfter(Duration.ofSeconds(30)));
        bench.configured();
        bench.startAs(0, adHoc("a").build());

        bench.passSeconds(31);

        assertThat(bench.names()).as("through the BIOS, which is not there").isEmpty();
    }

    @Test
    void a_guest_that_reboots_keeps_its_tty_and_gets_a_new_process() {
        bench.guests.put("a", GuestScript.openBsd().rebootsAfter(Duration.ofSeconds(30)));
        bench.configured();
        bench.startAs(0, adHoc("a").build());
        VmInfo.VmProcessInfo before = bench.info("a").flatMap(VmInfo::process).orElseThrow();

        bench.passSeconds(31);

        VmInfo.VmProcessInfo after = bench.info("a").flatMap(VmInfo::process).orElseThrow();
        assertThat(after.pid()).isNotEqualTo(before.pid());
        assertThat(after.tty()).isEqualTo(before.tty());
    }

    @Test
    void a_vm_with_an_explicit_boot_device_ends_when_its_guest_reboots() {
        bench.guests.put("a", GuestScript.openBsd().rebootsAfter(Duration.ofSeconds(30)));
        bench.configured();
        bench.startAs(0, adHoc("a").bootDevice(BootDevice.NET).build());

        bench.passSeconds(31);

        assertThat(bench.names()).isEmpty();
    }

    @Test
    void a_disk_in_use_is_locked() {
        bench.configured();
        bench.startAs(0, adHoc("a").disk(raw(1)).build());

        assertThat(bench.startAs(0, adHoc("b").disk(raw(1)).build()).result()).isEqualTo(ResultCode.DISK_MISSING);
        assertThat(bench.startAs(0, adHoc("c").disk(raw(2)).disk(raw(2)).build())
                        .result())
                .isEqualTo(ResultCode.DISK_MISSING);

        bench.stop("a");
        bench.passSeconds(1);
        assertThat(bench.startAs(0, adHoc("b").disk(raw(1)).build()).result()).isEqualTo(ResultCode.OK);
    }

    @Test
    void disks_and_isos_that_cannot_be_opened() {
        bench.configured();

        assertThat(bench.startAs(
                                0,
                                adHoc("a").disk(new Disk("/vm", DiskFormat.RAW)).build())
                        .result())
                .isEqualTo(ResultCode.DISK_MISSING);
        assertThat(bench.startAs(
                                0,
                                adHoc("a")
                                        .disk(new Disk("/dev/tap0", DiskFormat.RAW))
                                        .build())
                        .result())
                .isEqualTo(ResultCode.UNKNOWN);
        assertThat(bench.startAs(
                                0,
                                adHoc("a")
                                        .disk(new Disk("/bsd", DiskFormat.QCOW2))
                                        .build())
                        .result())
                .isEqualTo(ResultCode.UNKNOWN);
        assertThat(bench.startAs(0, adHoc("a").cdrom("/nope.iso").build()).result())
                .isEqualTo(ResultCode.CDROM_MISSING);
        assertThat(bench.startAs(0, adHoc("a").cdrom("/vm").build()).result()).isEqualTo(code(Errno.EPERM));
    }

    @Test
    void an_image_that_vmd_cannot_use_ends_the_vm_after_it_was_called_started() throws Exception {
        byte[] header = new byte[104];
        ByteBuffer.wrap(header).putInt(0x514649fb).putInt(2);
        bench.write("/vm/old.qcow2", new String(header, StandardCharsets.ISO_8859_1));
        bench.configured();

        assertThat(bench.startAs(
                                0,
                                adHoc("a")
                                        .disk(new Disk("/vm/old.qcow2", DiskFormat.QCOW2))
                                        .build())
                        .result())
                .isEqualTo(ResultCode.OK);
        assertThat(bench.isRunning("a")).isTrue();
        bench.passSeconds(1);
        assertThat(bench.names()).isEmpty();
    }

    @Test
    void there_are_as_many_taps_as_device_nodes() {
        bench.configured();
        VmParameters.Builder four = adHoc("a");
        for (int i = 0; i < 4; i++) {
            four.nic(Nic.PLAIN);
        }
        bench.startAs(0, four.build());

        assertThat(bench.startAs(0, adHoc("b").nic(Nic.PLAIN).build()).result()).isEqualTo(code(Errno.ENOENT));
        assertThat(bench.log()).contains("can't open /dev/tap4");

        bench.device("tap4");
        assertThat(bench.startAs(0, adHoc("b").nic(Nic.PLAIN).build()).result()).isEqualTo(ResultCode.OK);
    }

    @Test
    void taps_are_set_up_a_moment_after_the_answer_and_destroyed_with_the_vm() {
        bench.configured();
        bench.startAs(0, adHoc("a").nic(Nic.on("none")).nic(Nic.localNic()).build());

        assertThat(bench.tap(0).description()).isEmpty();
        bench.pass(Duration.ofMillis(10));

        assertThat(bench.tap(0).description()).isEqualTo("vm1-if0-a");
        assertThat(bench.tap(0).is(IfFlag.UP)).isTrue();
        assertThat(bench.tap(0).addresses()).isEmpty();
        assertThat(bench.tap(1).description()).isEqualTo("vm1-if1-a");
        assertThat(bench.tap(1).addresses())
                .extracting(address -> Inet4.format(address.address()))
                .containsExactly("100.64.1.4");
        assertThat(bench.log()).contains("switch \"none\" not found");

        bench.stop("a");
        bench.passSeconds(1);
        assertThat(bench.interfaces.find("tap0")).isEmpty();
    }

    @Test
    void a_tap_joins_its_switch_and_groups() throws Exception {
        bench.interfaces.create("veb0");
        bench.configured(
                "switch \"lan\" {\n\tinterface veb0\n\tgroup vmnet\n}",
                vm("a", "interface { switch \"lan\" group \"mine\" }"));
        bench.passSeconds(1);

        assertThat(bench.tap(0).master()).contains("veb0");
        assertThat(bench.tap(0).groups()).containsExactly("tap", "mine", "vmnet");
        assertThat(bench.interfaces.find("veb0").orElseThrow().description()).isEqualTo("switch1-lan");
    }

    @Test
    void three_quick_starts_pass_and_the_next_is_refused_for_six_seconds_after_the_last() {
        bench.configured(vm("a", "disable"));
        for (int i = 0; i < 3; i++) {
            assertThat(bench.start("a").result()).isEqualTo(ResultCode.OK);
            bench.stop("a");
            bench.passSeconds(1);
        }

        assertThat(bench.start("a").result()).isEqualTo(code(Errno.EPERM));
        bench.passSeconds(4);
        assertThat(bench.start("a").result())
                .as("a refused try does not prolong the wait")
                .isEqualTo(code(Errno.EPERM));
        bench.passSeconds(1);
        assertThat(bench.start("a").result()).isEqualTo(ResultCode.OK);
        assertThat(bench.log()).contains("restarted too quickly");
    }

    @Test
    void a_guest_takes_its_address_after_it_has_booted() {
        bench.guests.put("a", GuestScript.openBsd().bootsIn(Duration.ofSeconds(20)));
        bench.configured();
        bench.startAs(0, adHoc("a").nic(Nic.localNic()).build());

        bench.passSeconds(19);
        assertThat(bench.answering).isEmpty();
        bench.passSeconds(2);
        assertThat(bench.answering).containsExactly("a");

        bench.stop("a", VmdRequest.StopFlag.FORCE);
        bench.passSeconds(1);
        assertThat(bench.answering).isEmpty();
    }

    @Test
    void memory_of_a_running_vm_shows_two_megabytes_more() {
        bench.configured(vm("a", "memory 32M", "disable"));
        assertThat(bench.info("a").orElseThrow().memory()).isEqualTo(32L << 20);

        bench.start("a");

        assertThat(bench.info("a").orElseThrow().memory()).isEqualTo(34L << 20);
    }
}
