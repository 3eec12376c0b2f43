package io.vmm4j.testkit.internal.hypervisor;

import static io.vmm4j.testkit.internal.hypervisor.VmConf.off;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.CpuVirtualization;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.internal.hypervisor.HypervisorSpec.Firmware;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HypervisorTest {

    private final Stage host = new Stage();

    @Test
    void what_is_enabled_runs_after_boot() {
        host.with(spec -> spec.enabled("unbound", "")
                .disabled("sndiod")
                .enabled("httpd", "")
                .stopped("unbound"));

        assertThat(host.output("rcctl check vmd unbound sndiod httpd"))
                .isEqualTo("vmd(ok)\nunbound(failed)\nsndiod(failed)\nhttpd(failed)\n");
    }

    @Test
    void interfaces_are_made_from_their_files() {
        host.with(spec -> spec.networkInterface("vport0", "inet 10.10.0.1 255.255.255.0", "up")
                .networkInterface("veb0", "add vport0", "up"));

        assertThat(host.output("ifconfig vport0 | grep inet"))
                .isEqualTo("\tinet 10.10.0.1 netmask 0xffffff00 broadcast 10.10.0.255\n");
        assertThat(host.output("ifconfig veb0 | grep vport")).isEqualTo("\tvport0 flags=3<LEARNING,DISCOVER>\n");
        assertThat(host.output("stat -f '%Lp' /etc/hostname.veb0")).isEqualTo("640\n");
        assertThat(host.text("/etc/hostname.vport0")).isEqualTo("inet 10.10.0.1 255.255.255.0\nup\n");
    }

    @Test
    void the_firmware_is_there_if_wanted() {
        assertThat(new Stage().with(spec -> spec.firmware(Firmware.PRESENT)).output("fw_update"))
                .isEqualTo("fw_update: add none; update none; keep vmm\n");
        assertThat(host.output("fw_update")).isEqualTo("fw_update: add vmm; update none\n");
    }

    @ParameterizedTest
    @EnumSource(OpenBsdRelease.class)
    void every_release_says_which_it_is(OpenBsdRelease release) {
        host.release(release);

        assertThat(host.output("uname -srm")).isEqualTo("OpenBSD " + release.number() + " amd64\n");
        assertThat(host.output("sysctl -n kern.version"))
                .startsWith("OpenBSD " + release.number())
                .endsWith("\n\n");
    }

    @Test
    void a_processor_without_support_shows_no_vmm() {
        assertThat(host.cpu(CpuVirtualization.NONE)
                        .perform("root", "grep ^vmm0 /var/run/dmesg.boot")
                        .status())
                .isEqualTo(1);
        assertThat(host.perform("root", "test -c /dev/vmm").status()).isZero();
    }

    @Test
    void the_newest_keyword_is_a_syntax_error_in_7_6() {
        String[] conf = {"vm \"a\" {", "\tseves", "\tdisk \"/vm/d1.raw\"", "}"};

        assertThat(host.file("/etc/vm.conf", conf).complaint("vmd -n"))
                .isEqualTo("vmd: /etc/vm.conf:2: syntax error\n");
        assertThat(new Stage()
                        .release(OpenBsdRelease.V7_8)
                        .file("/etc/vm.conf", conf)
                        .complaint("vmd -n"))
                .isEqualTo("configuration OK\n");
    }

    @Test
    void vms_start_as_many_at_a_time_as_there_are_cpus() {
        host.run("true");
        int cpus = Integer.parseInt(host.output("sysctl -n hw.ncpuonline").strip());
        StringBuilder conf = new StringBuilder();
        for (int i = 1; i <= cpus + 1; i++) {
            conf.append(VmConf.on("v" + i, i)).append('\n');
        }

        host.conf(conf.toString()).pass(5);
        assertThat(host.row("v" + cpus)).contains("running");
        assertThat(host.row("v" + (cpus + 1))).contains("waiting");
        assertThat(host.pass(30).row("v" + (cpus + 1))).contains("running");
    }

    @Test
    void the_same_seed_gives_the_same_host() {
        String first = story(new Stage());

        assertThat(story(new Stage())).isEqualTo(first);
    }

    private static String story(Stage stage) {
        stage.conf(off("a", 1, "local interface")).run("vmctl start a").pass(5);
        return stage.output("ifconfig; vmctl status; arp -an; cat /var/log/daemon");
    }
}
