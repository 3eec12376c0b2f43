package io.vmm4j.testkit.internal.vmd.vmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VmctlCreateTest {

    private final Stage host = new Stage();

    @ParameterizedTest
    @CsvSource({
        "raw:/vm/x, raw",
        "qcow2:/vm/x, qcow2",
        "/vm/x, raw",
        "/vm/x.raw, raw",
        "/vm/x.qcow2, qcow2",
        "/vm/x.QCOW2, qcow2",
        "/vm/x.img, raw",
        "/vm/x.qc2, raw",
        "/vm/x.vmdk, raw"
    })
    void the_format_comes_from_the_prefix_or_the_extension_or_is_raw(String disk, String format) {
        assertThat(host.complaint("vmctl create -s 1M " + disk)).isEqualTo("vmctl: " + format + " imagefile created\n");
    }

    @Test
    void a_new_image_belongs_to_its_maker_and_is_his_alone() {
        host.run("chmod 1777 /vm").as("alice", "vmctl create -s 2M qcow2:/vm/x");

        assertThat(host.output("stat -f '%Su %Lp' /vm/x")).isEqualTo("alice 600\n");
    }

    @Test
    void a_raw_image_is_sparse_and_a_qcow2_one_has_256_kib_when_empty() {
        host.run("vmctl create -s 20G raw:/vm/r && vmctl create -s 20G qcow2:/vm/q");

        assertThat(host.output("stat -f '%z' /vm/r /vm/q")).isEqualTo("21474836480\n262144\n");
        assertThat(host.output("du -k /vm/r")).startsWith("0\t");
    }

    @Test
    void no_file_is_ever_overwritten() {
        host.run("echo mine >/vm/x");

        assertThat(host.complaint("vmctl create -s 1M raw:/vm/x"))
                .isEqualTo("vmctl: create imagefile operation failed: File exists\n");
        assertThat(host.text("/vm/x")).isEqualTo("mine\n");
    }

    @Test
    void an_unknown_prefix_is_part_of_the_path() {
        assertThat(host.complaint("vmctl create -s 1M vmdk:x/y"))
                .isEqualTo("vmctl: create imagefile operation failed: No such file or directory\n");
    }

    @Test
    void a_base_takes_no_prefix() {
        host.run("vmctl create -s 1M qcow2:/vm/b");

        assertThat(host.complaint("vmctl create -b qcow2:/vm/b qcow2:/vm/x"))
                .isEqualTo("vmctl: failure to read base image header\n");
    }

    @Test
    void a_base_of_version_2_is_accepted_and_fails_only_when_it_is_used() {
        host.run("vmctl create -s 1M qcow2:/vm/b && printf '%b' '\\0\\0\\0\\02' | dd of=/vm/b bs=1 conv=notrunc seek=4")
                .run("printf '%b' '\\0\\0\\0\\0' | dd of=/vm/b bs=1 conv=notrunc seek=96");

        assertThat(host.complaint("vmctl create -b /vm/b qcow2:/vm/x")).isEqualTo("vmctl: qcow2 imagefile created\n");
        assertThat(host.complaint("vmctl create -i qcow2:/vm/x raw:/vm/y"))
                .contains("vmctl: vmctl: unsupported refcount size");
    }

    @Test
    void the_path_of_a_base_is_stored_as_it_was_typed() {
        host.run("cd /vm && vmctl create -s 1M qcow2:b && vmctl create -b b qcow2:x");

        assertThat(host.output("dd if=/vm/x bs=1 skip=104 count=1")).isEqualTo("b");
    }

    @Test
    void conversions_keep_what_is_on_the_disk() {
        host.run("printf hello | dd of=/vm/d1.raw bs=1 seek=700000 conv=notrunc")
                .run("vmctl create -i /vm/d1.raw qcow2:/vm/x && vmctl create -i /vm/x raw:/vm/y");

        assertThat(host.perform("root", "cmp /vm/d1.raw /vm/y || sha256 -q /vm/d1.raw /vm/y | uniq | wc -l")
                        .stdout()
                        .strip())
                .isIn("", "1");
        assertThat(host.output("dd if=/vm/y bs=1 skip=700000 count=5")).isEqualTo("hello");
    }

    @Test
    void a_conversion_is_rounded_up_to_megabytes() {
        host.run("dd if=/dev/zero of=/vm/s bs=1k count=1500");

        assertThat(host.complaint("vmctl create -i /vm/s raw:/vm/x"))
                .isEqualTo("vmctl: destination size rounded to 2 megabytes\nvmctl: raw imagefile created\n");
        assertThat(host.output("stat -f %z /vm/x")).isEqualTo("2097152\n");
    }

    @Test
    void a_conversion_can_make_a_disk_larger() {
        host.run("vmctl create -i /vm/d1.raw -s 3M qcow2:/vm/x && vmctl create -i /vm/x raw:/vm/y");

        assertThat(host.output("stat -f %z /vm/y")).isEqualTo("3145728\n");
    }

    @Test
    void a_foreign_format_is_copied_as_bytes_without_a_word() {
        host.run("dd if=/dev/zero of=/vm/disk.vmdk bs=1m count=1 && printf KDMV | dd of=/vm/disk.vmdk conv=notrunc");

        assertThat(host.perform("root", "vmctl create -i /vm/disk.vmdk raw:/vm/x"))
                .isEqualTo(new Console.Result(0, "", "vmctl: raw imagefile created\n"));
        assertThat(host.output("dd if=/vm/x bs=1 count=4")).isEqualTo("KDMV");
    }

    @Test
    void a_raw_file_read_as_qcow2_has_invalid_magic_numbers() {
        assertThat(host.complaint("vmctl create -i qcow2:/vm/d1.raw raw:/vm/x"))
                .isEqualTo("vmctl: invalid magic numbers\nvmctl: failed to open source image file\n");
    }

    @Test
    void an_empty_source_gives_an_empty_raw_file() {
        host.run("touch /vm/empty");

        assertThat(host.complaint("vmctl create -i /vm/empty raw:/vm/x")).isEqualTo("vmctl: raw imagefile created\n");
        assertThat(host.output("stat -f %z /vm/x")).isEqualTo("0\n");
        assertThat(host.complaint("vmctl create -i /vm/empty qcow2:/vm/y")).contains("missing disk size");
    }

    @Test
    void a_refused_conversion_leaves_a_partial_destination() {
        host.run("vmctl create -s 1M qcow2:/vm/c")
                .run("printf '%b' '\\0200\\0\\0\\0\\0\\04\\0\\0' | dd of=/vm/c bs=1 conv=notrunc seek=65536")
                .run("printf '%b' '\\0100\\0\\0\\0\\0\\05\\0\\0' | dd of=/vm/c bs=1 conv=notrunc seek=262144");

        host.fail("vmctl create -i /vm/c raw:/vm/x");
        assertThat(host.output("stat -f %z /vm/x")).isEqualTo("1048576\n");
    }

    @Test
    void a_size_given_twice_is_taken_the_last_time() {
        host.run("vmctl create -s 1M -s 2M raw:/vm/x");

        assertThat(host.output("stat -f %z /vm/x")).isEqualTo("2097152\n");
    }

    @Test
    void an_unreadable_source_is_not_opened() {
        host.run("chmod 600 /vm/d1.raw && chmod 1777 /vm");

        assertThat(host.perform("alice", "vmctl create -i /vm/d1.raw raw:/vm/x").stderr())
                .isEqualTo("vmctl: failed to open source image file\n");
    }
}
