package io.vmm4j.testkit.internal.fidelity;

import static io.vmm4j.testkit.internal.hypervisor.VmConf.off;

import io.vmm4j.testkit.SignifyKey;
import io.vmm4j.testkit.WebContent;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import java.util.function.Consumer;

/** vmd(8) as a checker, rcctl(8), and the base system. */
final class HostScenes {

    private HostScenes() {}

    static void addTo(Scenes scenes) {
        addChecks(scenes);
        addServices(scenes);
        addDoas(scenes);
        addBase(scenes);
    }

    private static void addChecks(Scenes scenes) {
        scenes.add(stage -> stage.file("/etc/vm.conf", off("a", 1)), "vmd-n-default", "vmd-n-missing-file", "vmd-n-ok");
        scenes.add(
                stage -> stage.file("/etc/vm.conf", "vm \"a\" {", "\tdisk \"/nope.raw\"", "}", "", "bogus", ""),
                "vmd-n-errors");
        scenes.add(stage -> stage.file("/etc/vm.conf", "d = \"/vm\"", off("a", 1)), "vmd-n-warning");
    }

    private static void addServices(Scenes scenes) {
        scenes.add(
                stage -> stage.run("true"),
                "rcctl-check-unknown",
                "rcctl-get-dhcpd-disabled",
                "rcctl-get-vmd",
                "rcctl-ls-failed",
                "rcctl-reload-vmd",
                "rcctl-restart-vmd",
                "rcctl-set-flags-while-disabled",
                "rcctl-start-already",
                "rcctl-start-disabled",
                "rcctl-stop-not-running");
        scenes.add(stage -> stage.with(spec -> spec.stopped("vmd")), "rcctl-check-vmd-failed");
        scenes.add(HostScenes::barest, "rcctl-ls-on");
        scenes.add(
                stage -> stage.run("rcctl enable dhcpd && rcctl set dhcpd flags vport0"),
                "rcctl-disable-dhcpd",
                "rcctl-start-failing",
                "rcctl-start-failing-debug");
    }

    private static void barest(Stage stage) {
        stage.with(spec -> {
            for (String service : new String[] {
                "check_quotas",
                "cron",
                "dhcpleased",
                "library_aslr",
                "ntpd",
                "pflogd",
                "resolvd",
                "slaacd",
                "smtpd",
                "sndiod"
            }) {
                spec.disabled(service);
            }
        });
    }

    private static void addDoas(Scenes scenes) {
        scenes.add(
                doas("permit nopass sdk as root cmd vmctl"),
                "base-doas-cmd-absolute-vs-bare",
                "base-doas-command-missing");
        scenes.add(doas("permit nopass sdk", "bogus"), "base-doas-conf-broken");
        scenes.add(doas("permit nopass sdk"), "base-doas-env");
        scenes.add(doas("permit sdk"), "base-doas-needs-password", "base-doas-without-n-no-tty");
        scenes.add(stage -> stage.run("rm -f /etc/doas.conf"), "base-doas-not-enabled");
    }

    private static Consumer<Stage> doas(String... lines) {
        return stage -> stage.file("/etc/doas.conf", lines).run("chmod 600 /etc/doas.conf");
    }

    private static void addBase(Scenes scenes) {
        scenes.add(
                stage -> stage.run("true"),
                "base-env-root",
                "base-makedev-unknown",
                "base-nonroot-ifconfig-write",
                "base-nonroot-pfctl",
                "base-sha256",
                "base-sysctl-bad-value",
                "base-sysctl-forwarding-write",
                "base-sysctl-loadavg",
                "base-sysctl-n-multi",
                "base-sysctl-unknown");
        scenes.add(stage -> stage.run("true"), "base-df-kp", "base-stat");
        scenes.add(HostScenes::signed, "base-signify");
    }

    private static void signed(Stage stage) {
        SignifyKey key = SignifyKey.named("k");
        String sums = "SHA256 (t1) = " + WebContent.of("abc").digest("SHA-256") + "\n";
        stage.file("/root/k.pub", key.publicFile().split("\n"));
        stage.file("/root/SHA256.sig", key.signEmbedded(sums).split("\n"));
        stage.file(
                "/root/bad.sig", key.signEmbedded(sums).replace("(t1)", "(t2)").split("\n"));
    }
}
