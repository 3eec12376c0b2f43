package io.vmm4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VmSpecTest {

    private static final DiskImage DISK = DiskImage.qcow2("/var/vmm/web1.qcow2");
    private static final HostPath KERNEL = HostPath.of("/bsd.rd");
    private static final HostPath ISO = HostPath.of("/var/vmm/install79.iso");

    @Test
    void a_vm_with_one_disk_has_vmds_own_defaults() {
        VmSpec spec = VmSpec.builder("web1").disk(DISK).build();

        assertThat(spec.name()).isEqualTo(VmName.of("web1"));
        assertThat(spec.memory()).hasToString("512M");
        assertThat(spec.disks()).containsExactly(DiskSpec.existing(DISK));
        assertThat(spec.newDisks()).isEmpty();
        assertThat(spec.cdrom()).isEmpty();
        assertThat(spec.kernel()).isEmpty();
        assertThat(spec.bootDevice()).isEmpty();
        assertThat(spec.networks()).isEmpty();
    }

    @Test
    void a_builder_goes_on_from_a_vm_and_leaves_it_alone() {
        VmSpec spec = full();
        VmSpecBuilder builder = spec.toBuilder();

        assertThat(builder.build()).isEqualTo(spec).hasSameHashCodeAs(spec);
        VmSpec other = builder.name(VmName.of("web2")).memory("2G").build();
        assertThat(other).isNotEqualTo(spec);
        assertThat(spec.name()).hasToString("web1");
        assertThat(other.toBuilder().name(VmName.of("web1")).memory("1G").build())
                .isEqualTo(spec);
    }

    @Test
    void what_was_added_can_be_taken_away() {
        VmSpec spec = full().toBuilder()
                .noKernel()
                .noCdrom()
                .defaultBootDevice()
                .networks(List.of())
                .disks(List.of(DiskSpec.existing(DISK)))
                .build();

        assertThat(spec)
                .isEqualTo(VmSpec.builder("web1").memory("1G").disk(DISK).build());
    }

    @Test
    void the_lists_of_a_vm_cannot_be_changed() {
        VmSpec spec = VmSpec.builder("web1").disk(DISK).build();

        assertThatThrownBy(() -> spec.disks().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> spec.networks().add(NetworkMode.local()))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void the_disks_that_must_be_made_are_told_apart() {
        DiskSpec.New blank = DiskSpec.blank(DiskImage.raw("/b.raw"), DiskSize.of("20G"));

        assertThat(VmSpec.builder("web1").disk(DISK).disk(blank).build().newDisks())
                .containsExactly(blank);
    }

    @Test
    void there_must_be_something_to_boot() {
        assertThat(ruleOf(VmSpec.builder("web1").network(NetworkMode.local())))
                .isEqualTo(ValueError.SPEC_NOTHING_TO_BOOT);
        assertThat(VmSpec.builder("web1").kernel(KERNEL).build().kernel()).contains(KERNEL);
        assertThat(VmSpec.builder("web1").cdrom(ISO).build().cdrom()).contains(ISO);
    }

    @Test
    void four_disks_and_four_networks_are_the_most() {
        VmSpecBuilder builder = VmSpec.builder("web1").networks(Collections.nCopies(4, NetworkMode.local()));
        for (int i = 1; i <= 4; i++) {
            builder.disk(DiskImage.raw("/d" + i));
        }

        assertThat(builder.build().disks()).hasSize(4);
        assertThat(ruleOf(builder.build().toBuilder().disk(DiskImage.raw("/d5"))))
                .isEqualTo(ValueError.SPEC_TOO_MANY_DISKS);
        assertThat(ruleOf(builder.build().toBuilder().network(NetworkMode.bridged("lan"))))
                .isEqualTo(ValueError.SPEC_TOO_MANY_NETWORKS);
    }

    @Test
    void one_image_cannot_be_two_disks_whatever_its_format() {
        InvalidValueException refused = catchThrowableOfType(
                InvalidValueException.class,
                () -> VmSpec.builder("web1")
                        .disk(DISK)
                        .disk(DiskImage.raw(DISK.path().value()))
                        .build());

        assertThat(refused.code()).isEqualTo(ValueError.SPEC_DISK_TWICE);
        assertThat(refused).hasMessageContaining("/var/vmm/web1.qcow2");
    }

    @Test
    void a_base_cannot_be_written_to_by_the_same_vm_but_can_serve_two_disks() {
        HostPath base = HostPath.of("/base.qcow2");
        DiskSpec derived = DiskSpec.derivedFrom(base, DiskImage.qcow2("/a.qcow2"));

        assertThat(ruleOf(VmSpec.builder("web1").disk(derived).disk(DiskImage.qcow2("/base.qcow2"))))
                .isEqualTo(ValueError.SPEC_BASE_IS_DISK);
        assertThat(VmSpec.builder("web1")
                        .disk(derived)
                        .disk(DiskSpec.derivedFrom(base, DiskImage.qcow2("/b.qcow2")))
                        .build()
                        .disks())
                .hasSize(2);
    }

    @Test
    void netboot_needs_a_kernel_and_a_network() {
        VmSpecBuilder builder = VmSpec.builder("web1").disk(DISK).bootDevice(BootDevice.NET);

        assertThat(ruleOf(builder)).isEqualTo(ValueError.SPEC_NET_BOOT_WITHOUT_KERNEL);
        assertThat(ruleOf(builder.kernel(KERNEL))).isEqualTo(ValueError.SPEC_NET_BOOT_WITHOUT_NETWORK);
        assertThat(builder.network(NetworkMode.local()).build().bootDevice()).contains(BootDevice.NET);
    }

    @ParameterizedTest
    @EnumSource(names = {"DISK", "CDROM"})
    void disk_and_cdrom_are_booted_by_the_bios_only(BootDevice device) {
        VmSpecBuilder builder = VmSpec.builder("web1").disk(DISK).cdrom(ISO).bootDevice(device);

        assertThat(builder.build().bootDevice()).contains(device);
        assertThat(ruleOf(builder.kernel(KERNEL))).isEqualTo(ValueError.SPEC_BOOT_DEVICE_WITH_KERNEL);
    }

    @Test
    void the_device_to_boot_from_must_be_there() {
        assertThat(ruleOf(VmSpec.builder("web1").disk(DISK).bootDevice(BootDevice.CDROM)))
                .isEqualTo(ValueError.SPEC_BOOT_DEVICE_MISSING);
        assertThat(ruleOf(VmSpec.builder("web1").cdrom(ISO).bootDevice(BootDevice.DISK)))
                .isEqualTo(ValueError.SPEC_BOOT_DEVICE_MISSING);
    }

    @Test
    void a_name_that_was_only_observed_is_not_given_to_a_new_vm() {
        assertThat(ruleOf(VmSpec.builder(VmName.observed("1a")).disk(DISK))).isEqualTo(ValueError.NAME_FIRST_CHARACTER);
    }

    private static VmSpec full() {
        return VmSpec.builder("web1")
                .memory("1G")
                .disk(DISK)
                .disk(DiskSpec.blank(DiskImage.raw("/d.raw"), DiskSize.of("20G")))
                .cdrom(ISO)
                .kernel(KERNEL)
                .bootDevice(BootDevice.NET)
                .network(NetworkMode.local())
                .network(NetworkMode.bridged("lan"))
                .build();
    }

    private static Object ruleOf(VmSpecBuilder builder) {
        InvalidValueException refused = catchThrowableOfType(InvalidValueException.class, builder::build);
        assertThat(refused.getMessage() + refused.hint()).doesNotContain("{");
        return refused.code();
    }
}
