package io.vmm4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.VmSpec;
import io.vmm4j.disk.iso.IsoImage;
import io.vmm4j.disk.iso.IsoImageBuilder;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.install.CloudImageInstaller;
import io.vmm4j.install.CloudImageInstaller.Image;
import io.vmm4j.install.FirstBootCommand;
import io.vmm4j.install.GuestFile;
import io.vmm4j.install.GuestFiles;
import io.vmm4j.install.GuestSetup;
import io.vmm4j.install.GuestUser;
import io.vmm4j.install.SshHostKey;
import io.vmm4j.install.SshPublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cloud images with a seed from an empty VM to a login. */
@Timeout(30)
class SimulatedCloudImageTest {

    private static final Duration HOURS = Duration.ofHours(4);
    private static final String KEY = SshHostKey.generate().publicKey().toString();
    private static final String START = "vmctl start -L -m 512M -d raw:/var/vmm/web.raw";

    private final SimulatedHost host = SimulatedHost.openBsd(OpenBsdRelease.V7_8)
            .file("/var/vmm/debian.raw", SimulatedMedia.image("debian", "12"))
            .otherGuests(GuestScript.fromMedia())
            .build();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        host.close();
    }

    private CommandResult sh(String script) {
        return host.executor().run(Command.oneShot("sh", "-c", script).withTimeout(HOURS));
    }

    /** Starts a VM and copies its console into a file until it ends or some time has passed. */
    private String console(String start, int seconds) {
        CommandResult result = sh("rm -f /root/console; " + start + " || exit 1; "
                + "sh -c 'stty raw -echo; exec cat' </dev/ttyp0 >/root/console 2>/dev/null & c=$!; "
                + "sleep " + seconds + "; kill $c 2>/dev/null; true");
        assertThat(result.exitStatus()).as(result.stderr()).isZero();
        return host.files().read("/root/console").replace("\r\n", "\n");
    }

    private void image(String name, String version) {
        host.files().write("/var/vmm/web.raw", SimulatedMedia.image(name, version));
    }

    private void seed(Map<String, String> files) {
        IsoImageBuilder iso = IsoImage.builder("cidata");
        files.forEach(iso::file);
        host.files().writeBytes("/var/vmm/seed.iso", iso.build().bytes());
    }

    private GuestFiles seed(GuestSetup setup, Image image) {
        VmSpec vm = VmSpec.builder("web")
                .memory("512M")
                .disk(DiskSpec.blank(DiskImage.of("raw:/var/vmm/web.raw"), DiskSize.of("2G")))
                .build();
        GuestFiles files = CloudImageInstaller.of(image).files(vm, setup);
        IsoImageBuilder iso = IsoImage.builder(files.seedLabel().orElseThrow());
        for (GuestFile file : files.by(GuestFile.Delivery.SEED)) {
            iso.file(file.name(), file.content().bytes());
        }
        host.files().writeBytes("/var/vmm/seed.iso", iso.build().bytes());
        return files;
    }

    private static GuestSetup setup(String key) {
        return GuestSetup.builder("web1.example.org")
                .user(GuestUser.of("ops").withKey(SshPublicKey.of(key)))
                .hostKey(SshHostKey.generate())
                .firstBoot(FirstBootCommand.script("echo made > /root/made"))
                .build();
    }

    @ParameterizedTest
    @CsvSource({"debian,12", "debian,13", "ubuntu,22.04", "ubuntu,24.04", "alpine,3.22"})
    void a_seed_makes_a_guest_that_answers_with_the_key_it_was_given(String name, String version) {
        image(name, version);
        GuestSetup setup = setup(KEY);
        seed(setup, Image.valueOf(name.toUpperCase(java.util.Locale.ROOT)));

        String console = console(START + " -r /var/vmm/seed.iso web", 120);

        SshHostKey key = setup.hostKey().orElseThrow();
        assertThat(console)
                .contains(" running 'init-local' at ")
                .contains("\n-----BEGIN SSH HOST KEY KEYS-----\n" + key.publicKey())
                .contains(" finished at ")
                .contains("Datasource DataSourceNoCloud [seed=/dev/sr0]")
                .contains("web1 login: ");
        assertThat(host.guestHostKeyFingerprint("web"))
                .isEqualTo(key.publicKey().fingerprint());
    }

    @Test
    void the_user_logs_in_by_ssh_and_finds_what_was_asked_for() throws IOException {
        Requirement.require(SystemSsh.isInstalled(), "ssh(1)");
        SystemSsh ssh = SystemSsh.withNewKey(directory);
        try (SimulatedHost other = SimulatedHost.openBsd(OpenBsdRelease.V7_8)
                .rootKey(ssh.authorizedKey())
                .file("/var/vmm/web.raw", SimulatedMedia.image("debian", "12"))
                .otherGuests(GuestScript.fromMedia())
                .build()) {
            GuestSetup setup = setup(ssh.authorizedKey());
            VmSpec vm = VmSpec.builder("web")
                    .memory("512M")
                    .disk(DiskSpec.blank(DiskImage.of("raw:/var/vmm/web.raw"), DiskSize.of("2G")))
                    .build();
            IsoImageBuilder iso = IsoImage.builder("cidata");
            CloudImageInstaller.of(Image.DEBIAN)
                    .files(vm, setup)
                    .files()
                    .forEach(file -> iso.file(file.name(), file.content().bytes()));
            other.files().writeBytes("/var/vmm/seed.iso", iso.build().bytes());
            other.executor()
                    .run(Command.oneShot("sh", "-c", START + " -r /var/vmm/seed.iso web; sleep 100")
                            .withTimeout(HOURS));
            ssh.to(other.serve());
            Path known = directory.resolve("known");
            Files.writeString(
                    known, "100.64.1.3 " + setup.hostKey().orElseThrow().publicKey() + "\n");
            String jump = String.join(" ", ssh.words("-W", "[%h]:%p", "root@127.0.0.1"));

            SystemSsh.Outcome outcome = SystemSsh.finish(
                    ssh.plain(
                            "-F",
                            "none",
                            "-o",
                            "ProxyCommand=" + jump,
                            "-o",
                            "UserKnownHostsFile=" + known,
                            "-o",
                            "GlobalKnownHostsFile=none",
                            "-o",
                            "StrictHostKeyChecking=yes",
                            "-o",
                            "LogLevel=ERROR",
                            "ops@100.64.1.3",
                            "id -un; hostname; . /etc/os-release; echo $ID $VERSION_ID; cloud-init status"),
                    new byte[0]);

            assertThat(outcome).isEqualTo(new SystemSsh.Outcome(0, "ops\nweb1\ndebian 12\nstatus: done\n", ""));
        }
    }

    @Test
    void the_instance_id_decides_whether_it_is_set_up_again() {
        image("debian", "12");
        String config = "#cloud-config\nhostname: %s\n";
        seed(Map.of("user-data", config.formatted("one"), "meta-data", "instance-id: i-1\n"));
        assertThat(console(START + " -r /var/vmm/seed.iso web", 120)).contains("\none login: ");
        String first = host.guestHostKeyFingerprint("web");
        sh("vmctl stop -fw web");

        seed(Map.of("user-data", config.formatted("two"), "meta-data", "instance-id: i-1\n"));
        assertThat(console(START + " -r /var/vmm/seed.iso web", 120)).contains("\none login: ");
        assertThat(host.guestHostKeyFingerprint("web")).isEqualTo(first);
        sh("vmctl stop -fw web");

        assertThat(console(START + " web", 120)).doesNotContain("Cloud-init v.").endsWith("\none login: ");
        assertThat(host.guestHostKeyFingerprint("web")).isEqualTo(first);
        sh("vmctl stop -fw web");

        seed(Map.of("user-data", config.formatted("two"), "meta-data", "instance-id: i-2\n"));
        assertThat(console(START + " -r /var/vmm/seed.iso web", 120)).contains("\ntwo login: ");
        assertThat(host.guestHostKeyFingerprint("web")).isNotEqualTo(first);
    }

    @Test
    void without_a_seed_nobody_can_log_in_and_ssh_does_not_start() {
        image("debian", "12");

        assertThat(console(START + " web", 300))
                .doesNotContain("Cloud-init v.")
                .contains("[FAILED] Failed to start ssh.service")
                .endsWith("\nlocalhost login: ");
    }

    @Test
    void user_data_that_is_no_yaml_is_warned_of_and_passed_over() {
        image("ubuntu", "24.04");
        seed(Map.of("user-data", "#cloud-config\nusers: [\nhostname: x: y\n", "meta-data", "instance-id: i-1\n"));

        assertThat(console(START + " -r /var/vmm/seed.iso web", 120))
                .contains("util.py[WARNING]: Failed loading yaml blob. Invalid format at line ")
                .contains(" finished at ")
                .contains("ubuntu login: ");
    }

    @Test
    void user_data_of_an_unknown_kind_and_commands_that_fail_are_warned_of() {
        image("debian", "12");
        seed(Map.of("user-data", "hostname: web\n", "meta-data", "instance-id: i-1\n"));
        assertThat(console(START + " -r /var/vmm/seed.iso web", 120))
                .contains("__init__.py[WARNING]: Unhandled non-multipart (text/x-not-multipart) userdata");
        sh("vmctl stop -fw web");

        seed(Map.of(
                "user-data",
                "#cloud-config\nruncmd:\n- echo out of runcmd\n- [sh, -c, 'exit 3']\n",
                "meta-data",
                "instance-id: i-2\n"));
        assertThat(console(START + " -r /var/vmm/seed.iso web", 120))
                .contains("\nout of runcmd\n")
                .contains("cc_scripts_user.py[WARNING]: Failed to run module scripts_user");
    }

    @Test
    void packages_without_a_mirror_fail_and_the_guest_goes_on() {
        image("debian", "12");
        seed(Map.of("user-data", "#cloud-config\npackages: [nginx]\n", "meta-data", "instance-id: i-1\n"));

        assertThat(console(START + " -r /var/vmm/seed.iso web", 600))
                .contains("E: Failed to fetch http://deb.debian.org/debian/dists/bookworm/InRelease")
                .contains("[WARNING]: Failed to install packages: [nginx]")
                .contains(" finished at ");
    }

    @Test
    void a_person_logs_in_at_the_console_runs_commands_and_switches_it_off() {
        image("debian", "12");
        seed(Map.of(
                "user-data",
                "#cloud-config\nhostname: web\nchpasswd: {expire: false, users: [{name: root, password: secret}]}\n",
                "meta-data",
                "instance-id: i-1\n"));
        sh(START + " -r /var/vmm/seed.iso web; sleep 60");

        String talk = sh("(sleep 1; printf 'root\\r'; sleep 1; printf 'wrong\\r'; sleep 5; printf 'root\\r'; sleep 1; "
                        + "printf 'secret\\r'; sleep 1; printf 'for i in 1 2; do echo $i-$(hostname); done\\r'; sleep 1; "
                        + "printf 'systemctl poweroff\\r'; sleep 20) | vmctl console web")
                .stdout()
                .replace("\r\n", "\n");

        assertThat(talk)
                .contains("Login incorrect\n")
                .contains("root@web:~# for i")
                .contains("\n1-web\n2-web\n")
                .contains("reboot: Power off not available");
        assertThat(sh("vmctl status web").stdout()).doesNotContain("running");
        assertThat(console(START + " web", 120)).endsWith("\nweb login: ");
    }

    @Test
    void failures_are_those_of_a_linux() {
        image("debian", "12");
        seed(Map.of("user-data", "#cloud-config\nruncmd: [poweroff]\n", "meta-data", "instance-id: i-1\n"));
        host.guest("web", GuestScript.fromMedia().withFault(GuestFault.kernelPanic(Duration.ofSeconds(4))));
        assertThat(console(START + " -r /var/vmm/seed.iso web", 60)).contains("Kernel panic - not syncing");
        sh("vmctl stop -fw web");

        host.guest("web", GuestScript.fromMedia().withFault(GuestFault.noLogin()));
        assertThat(console(START + " -r /var/vmm/seed.iso web", 300)).doesNotContain("login:");
        sh("vmctl stop -fw web");

        host.guest("web", GuestScript.fromMedia().withFault(GuestFault.staysHalted()));
        image("debian", "12");
        assertThat(console(START + " -r /var/vmm/seed.iso web", 300)).endsWith("System halted instead\n");
        assertThat(sh("vmctl status web").stdout()).contains("running");
    }

    @Test
    void a_disk_tells_nothing_of_its_system_but_what_its_bytes_say() {
        image("debian", "12");
        seed(Map.of("user-data", "#cloud-config\nhostname: web\n", "meta-data", "instance-id: i-1\n"));
        console(START + " -r /var/vmm/seed.iso web", 120);
        sh("vmctl stop -fw web; cp /var/vmm/web.raw /var/vmm/copy.raw");

        assertThat(console("vmctl start -L -m 512M -d raw:/var/vmm/copy.raw copy", 120))
                .endsWith("\nweb login: ");
        assertThat(sh("head -n 1 /var/vmm/copy.raw").stdout()).isEqualTo("vmm4j-simulated: image debian 12\n");
    }
}
