package io.vmm4j.testkit.internal.vmd.vmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.HypervisorSpec;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VmctlInvocationTest {

    private final Stage host = new Stage();

    @ParameterizedTest
    @ValueSource(strings = {"stat", "status", "sh", "-v status", "show", "stat -r"})
    void any_unambiguous_prefix_of_a_command_is_accepted(String words) {
        assertThat(host.output("vmctl " + words)).startsWith("   ID   PID VCPUS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"st", "s", "c", "re", ""})
    void an_ambiguous_prefix_is_told_apart_from_an_unknown_command(String word) {
        assertThat(host.complaint("vmctl '" + word + "'"))
                .isEqualTo("ambiguous argument: " + word + "\nusage:\tvmctl [-v] command [arg ...]\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
                console ; console id
                create ; create [-b base | -i disk] [-s size] disk
                load ; load filename
                log ; log [brief | verbose]
                pause ; pause id
                reset x ; reset [all | switches | vms]
                reload x ; reload
                start ; start [-cL] [-B device] [-b path] [-d disk] [-i count]
                stop ; stop [-fw] [id | -a]
                unpause ; unpause id
                wait ; wait id
                """)
    void the_usage_of_a_command_is_a_tab_after_the_word_usage(String words, String usage) {
        Console.Result result = host.perform("root", "vmctl " + words);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr().lines().findFirst().orElse("").strip()).isEqualTo("usage:\tvmctl [-v] " + usage);
    }

    @Test
    void commands_without_flags_take_one_for_an_id() {
        assertThat(host.complaint("vmctl pause -Z")).isEqualTo("vmctl: invalid id: -Z\n");
        assertThat(host.complaint("vmctl console -Z")).isEqualTo("vmctl: invalid id: -Z\n");
    }

    @Test
    void load_takes_a_flag_for_a_file_and_succeeds() {
        assertThat(host.perform("root", "vmctl load -Z")).isEqualTo(new Console.Result(0, "", ""));
    }

    @Test
    void nothing_but_the_table_goes_to_standard_output() {
        host.conf("vm \"a\" {", "disable", "boot \"/root/guest.elf\"", "disk \"/vm/d1.raw\"", "}");

        assertThat(host.output("vmctl start a; vmctl pause a; vmctl unpause a; vmctl stop -w a; vmctl start nosuch"))
                .isEmpty();
    }

    @Test
    void a_bad_flag_of_the_whole_is_named() {
        assertThat(host.complaint("vmctl -Z status"))
                .isEqualTo("vmctl: unknown option -- Z\nusage:\tvmctl [-v] command [arg ...]\n");
    }

    @Test
    void sending_and_receiving_are_gone_in_7_8() {
        assertThat(host.complaint("vmctl send")).isEqualTo("usage:\tvmctl [-v] send id\n");
        assertThat(new Stage().release(OpenBsdRelease.V7_8).complaint("vmctl send"))
                .startsWith("unknown argument: send\n");
        assertThat(new Stage().release(OpenBsdRelease.V7_9).complaint("vmctl receive"))
                .startsWith("unknown argument: receive\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-p 2", "-p2"})
    void no_release_starts_vms_with_more_than_one_cpu(String option) {
        for (OpenBsdRelease release : OpenBsdRelease.values()) {
            assertThat(new Stage()
                            .release(release)
                            .complaint("vmctl start " + (release == OpenBsdRelease.V6_5 ? "x " : "") + option + " x"))
                    .contains("unknown option -- p");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "V7_6, invalid disk path: No such file or directory",
        "V7_8, invalid disk path: /nope: No such file or directory"
    })
    void from_7_8_on_a_path_that_does_not_exist_is_named(OpenBsdRelease release, String message) {
        assertThat(new Stage().release(release).complaint("vmctl start -d /nope x"))
                .isEqualTo("vmctl: " + message + "\n");
    }

    @Test
    void without_a_daemon_since_boot_there_is_no_socket() {
        host.with(spec -> spec.stopped("vmd"));

        assertThat(host.complaint("vmctl status"))
                .isEqualTo("vmctl: connect: /var/run/vmd.sock: No such file or directory\n");
    }

    @Test
    void who_has_no_rights_on_the_socket_is_denied() {
        host.conf("");

        assertThat(host.perform("alice", "vmctl status"))
                .isEqualTo(new Console.Result(1, "", "vmctl: connect: /var/run/vmd.sock: Permission denied\n"));
        assertThat(host.perform("sdk", "vmctl status").stdout()).startsWith("   ID");
        host.conf("socket owner \":vmusers\"");
        assertThat(host.perform("alice", "vmctl status").stdout()).startsWith("   ID");
        assertThat(host.output("stat -f '%Lp %Su:%Sg' /var/run/vmd.sock")).isEqualTo("660 root:vmusers\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"load /etc/vm.conf", "reload", "reset", "reset vms", "log brief", "log v"})
    void others_than_root_may_not_configure(String words) {
        host.conf("socket owner \":vmusers\"");

        assertThat(host.perform("alice", "vmctl " + words))
                .isEqualTo(new Console.Result(1, "", "vmctl: command failed: Operation not permitted\n"));
        assertThat(host.perform("root", "vmctl " + words)).isEqualTo(new Console.Result(0, "", ""));
    }

    @Test
    void create_needs_no_daemon() {
        host.with(spec -> spec.stopped("vmd").firmware(HypervisorSpec.Firmware.ABSENT));

        assertThat(host.complaint("vmctl create -s 1M raw:/vm/x")).isEqualTo("vmctl: raw imagefile created\n");
    }
}
