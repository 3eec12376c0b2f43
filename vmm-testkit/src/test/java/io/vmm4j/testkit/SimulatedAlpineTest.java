package io.vmm4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.VmSpec;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.install.AlpineInstaller;
import io.vmm4j.install.FirstBootCommand;
import io.vmm4j.install.GuestFile;
import io.vmm4j.install.GuestFiles;
import io.vmm4j.install.GuestSetup;
import io.vmm4j.install.GuestUser;
import io.vmm4j.install.SshHostKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Alpine from its image, installed by answers and by a person at the console. */
@Timeout(30)
class SimulatedAlpineTest {

    private static final Duration HOURS = Duration.ofHours(4);
    private static final String ISO = "vmctl start -L -m 512M -r /var/vmm/alpine.iso -d raw:/var/vmm/web.raw web";

    private final SimulatedHost host = SimulatedHost.openBsd(OpenBsdRelease.V7_8)
            .file("/var/vmm/alpine.iso", SimulatedMedia.iso("alpine-virt", "3.22"))
            .otherGuests(GuestScript.fromMedia())
            .build();

    @AfterEach
    void close() {
        host.close();
    }

    private CommandResult sh(String script) {
        return host.executor().run(Command.oneShot("sh", "-c", script).withTimeout(HOURS));
    }

    /** Starts a VM from a disk of this size, and types lines, a second apart, when it has come up. */
    private String type(String size, List<String> lines) {
        host.files().write("/root/typed", String.join("\n", lines) + "\n");
        assertThat(sh("vmctl create -s " + size + " raw:/var/vmm/web.raw && " + ISO)
                        .exitStatus())
                .isZero();
        return sh("sleep 30; (while read -r line; do printf '%s\\r' \"$line\"; sleep 1; done </root/typed; sleep 60)"
                        + " | vmctl console web")
                .stdout()
                .replace("\r\n", "\n");
    }

    private String boot() {
        sh(
                "vmctl stop -fw web; rm -f /root/console; vmctl start -L -m 512M -d raw:/var/vmm/web.raw web; "
                        + "sh -c 'stty raw -echo; exec cat' </dev/ttyp0 >/root/console 2>/dev/null & c=$!; sleep 90; kill $c; true");
        return host.files().read("/root/console").replace("\r\n", "\n");
    }

    private static List<String> files(GuestSetup setup) {
        VmSpec vm = VmSpec.builder("web")
                .memory("512M")
                .disk(DiskSpec.blank(DiskImage.of("raw:/var/vmm/web.raw"), DiskSize.of("2G")))
                .build();
        GuestFiles files = AlpineInstaller.create().files(vm, setup);
        List<String> lines = new ArrayList<>(List.of("root"));
        for (GuestFile file : files.by(GuestFile.Delivery.CONSOLE)) {
            lines.add("cat >" + file.name() + " <<'END_OF_FILE'");
            new String(file.content().bytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .forEach(lines::add);
            lines.add("END_OF_FILE");
        }
        lines.add("sh " + AlpineInstaller.INSTALL);
        return lines;
    }

    @Test
    void the_files_of_the_installer_make_a_system_that_answers_with_its_key() {
        SshHostKey key = SshHostKey.generate();
        GuestSetup setup = GuestSetup.builder("web1.example.org")
                .user(GuestUser.of("ops").withKey(SshHostKey.generate().publicKey()))
                .firstBoot(FirstBootCommand.script("echo first boot of $(hostname) >/dev/ttyS0; echo it ran"))
                .hostKey(key)
                .build();

        String console = type("2G", files(setup));

        assertThat(console)
                .contains("localhost:~# ")
                .contains("WARNING: updating and opening http://dl-cdn.alpinelinux.org/alpine/v3.22/main")
                .contains("Installation is complete. Please reboot.\n");
        assertThat(sh("vmctl status web").stdout()).as(console).doesNotContain("running");
        assertThat(boot()).contains("\nit ran\n").endsWith("\nweb1 login: ");
        assertThat(host.guestHostKeyFingerprint("web"))
                .isEqualTo(key.publicKey().fingerprint());
        assertThat(boot()).doesNotContain("it ran");
    }

    @Test
    void a_person_answers_its_questions() {
        String console = type(
                "2G",
                List.of(
                        "root",
                        "setup-alpine",
                        "web2",
                        "",
                        "",
                        "",
                        "secret",
                        "secret",
                        "",
                        "1",
                        "no",
                        "openssh",
                        "vdz",
                        "vda",
                        "sys",
                        "y"));

        assertThat(console)
                .contains("Which one do you want to initialize? (or '?' or 'done') [eth0] ")
                .contains("'vdz' is not a valid disk.\n")
                .contains("WARNING: Erase the above disk(s) and continue? (y/n) [n] ")
                .contains("Installation is complete. Please reboot.\n");
        assertThat(boot()).endsWith("\nweb2 login: ");
    }

    @Test
    void a_disk_that_is_too_small_and_a_question_that_is_denied_leave_no_system() {
        String answers =
                "printf 'export ERASE_DISKS=/dev/vda\\nHOSTNAMEOPTS=web\\nINTERFACESOPTS=\"iface eth0 inet dhcp\"\\n"
                        + "TIMEZONEOPTS=UTC\\nAPKREPOSOPTS=-1\\nUSEROPTS=none\\nSSHDOPTS=openssh\\nDISKOPTS=\"-m sys /dev/vda\"\\n' >a";

        assertThat(type("100M", List.of("root", answers, "setup-alpine -e -f a; echo status $?")))
                .contains("No space left on device\nstatus 1\n");
        assertThat(boot()).endsWith("No bootable device.\n");
        sh("vmctl stop -fw web; rm /var/vmm/web.raw");
        assertThat(type(
                        "2G",
                        List.of("root", answers + "; sed /ERASE/d a >b", "setup-alpine -e -f b; echo status $?", "n")))
                .contains("continue? (y/n) [n] status 1\n");
        sh("vmctl stop -fw web; rm /var/vmm/web.raw");
        assertThat(type("2G", List.of("root", "setup-alpine -f nothing; echo status $?")))
                .contains("can't open 'nothing': No such file or directory\nstatus 1\n");
    }
}
