package io.vmm4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Tunnel;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** OpenBSD in a VM from an empty disk to a login, as an administrator would do it on a host. */
@Timeout(30)
class SimulatedInstallationTest {

    private static final Duration HOURS = Duration.ofHours(4);
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKnAbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdef ops";
    private static final String ANSWERS = """
            System hostname = web1
            Password for root account = secret
            Public ssh key for root account = %s
            Setup a user = ops
            Password for user ops = *************
            Public ssh key for user ops = %s
            Allow root ssh login = prohibit-password
            What timezone are you in = UTC
            Which disk is the root disk = sd0
            Use (W)hole disk = whole
            Location of sets = http
            HTTP Server = cdn.openbsd.org
            Set name(s) = -game* -x* done
            """.formatted(KEY, KEY);
    private static final String HTTPD = """
            chroot "/var/www/answers"
            server "answers" {
                listen on 100.64.1.2 port 80
                root "/"
                no log
                location "/install.conf" {
                    request rewrite "/$REMOTE_ADDR.conf"
                }
            }
            """;

    private final SimulatedInternet internet = new SimulatedInternet();
    private final SimulatedHost host = SimulatedHost.openBsd(OpenBsdRelease.V7_8)
            .file("/var/vmm/bsd.rd", SimulatedMedia.ramdisk("7.8"))
            .file("/var/vmm/install78.iso", SimulatedMedia.installIso("7.8"))
            .otherGuests(GuestScript.fromMedia())
            .mirror(internet)
            .file("/etc/sysctl.conf", "net.inet.ip.forwarding=1\n")
            .pfRule("match out on egress inet from 100.64.0.0/10 to any nat-to (egress)")
            .pfRule("pass in proto { tcp udp } from 100.64.0.0/10 to any port domain rdr-to 9.9.9.9 port domain")
            .file("/etc/answers.conf", HTTPD)
            .file("/var/www/answers/100.64.1.3.conf", ANSWERS, "root", 0644)
            .build();

    @AfterEach
    void close() {
        host.close();
    }

    private void mirror() {
        Map<String, WebContent> sets = new LinkedHashMap<>();
        for (String name : List.of("bsd", "bsd.rd", "base78.tgz", "comp78.tgz", "man78.tgz")) {
            sets.put(name, WebContent.of(SimulatedMedia.set(name, "7.8").bytes()));
        }
        internet.serveSigned("https://cdn.openbsd.org/pub/OpenBSD/7.8/amd64/", SignifyKey.ofRelease("7.8"), sets);
    }

    private CommandResult sh(String script) {
        return host.executor().run(Command.oneShot("sh", "-c", script).withTimeout(HOURS));
    }

    private String output(String script) {
        CommandResult result = sh(script);
        assertThat(result.stderr()).as(script).doesNotContain("failed");
        return result.stdout();
    }

    /** Starts a VM and copies its console into a file until it ends or some time has passed. */
    private String console(String start, int seconds) {
        CommandResult result = sh("rm -f /root/console; " + start + " || exit 1; "
                + "sh -c 'stty raw -echo; exec cat' </dev/ttyp0 >/root/console 2>/dev/null & c=$!; "
                + "sleep " + seconds + "; kill $c 2>/dev/null; true");
        assertThat(result.exitStatus()).as(result.stderr()).isZero();
        return host.files().read("/root/console").replace("\r\n", "\n");
    }

    private String install() {
        output("vmctl create -s 10G qcow2:/var/vmm/web.qcow2 2>/dev/null");
        return console(
                "vmctl start -L -m 512M -b /var/vmm/bsd.rd -B net -d qcow2:/var/vmm/web.qcow2 web"
                        + " && sleep 1 && httpd -f /etc/answers.conf",
                1800);
    }

    @Test
    void an_empty_disk_becomes_a_system_that_boots_and_is_logged_in_to() throws IOException {
        mirror();

        String console = install();
        assertThat(console)
                .contains("Fetching http://100.64.1.2/fe:e1:bb:")
                .contains("Fetching http://100.64.1.2/install.conf?path=7.8/amd64\n")
                .contains("CONGRATULATIONS! Your OpenBSD install has been successfully completed!\n")
                .endsWith("rebooting...\n");
        assertThat(sh("vmctl status web").stdout()).doesNotContain("running");

        String boot = console("vmctl start -L -d qcow2:/var/vmm/web.qcow2 web", 60);
        assertThat(boot)
                .contains("ssh-keygen: generating new host keys: ")
                .endsWith("\nOpenBSD/amd64 (web1.my.domain) (tty00)\n\nlogin: ");
        try (Tunnel tunnel = host.executor().openTunnel("100.64.1.3", 22, Duration.ofSeconds(5))) {
            assertThat(new String(tunnel.input().readNBytes(4), StandardCharsets.US_ASCII))
                    .isEqualTo("SSH-");
        }
        assertThat(boot).contains(host.guestHostKeyFingerprint("web"));
    }

    @Test
    void half_an_hour_of_installation_takes_less_than_a_tenth_of_a_second() {
        mirror();
        install();
        sh("rm /var/vmm/web.qcow2; pkill httpd");
        long begin = Timeline.system().nanoTime();

        String console = install();

        Duration took = Duration.ofNanos(Timeline.system().nanoTime() - begin);
        System.out.println("an installation took " + took.toMillis() + " ms");
        assertThat(console).contains("CONGRATULATIONS!");
        assertThat(took).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void the_system_is_where_its_disk_is() {
        mirror();
        install();
        sh("cp /var/vmm/web.qcow2 /var/vmm/copy.qcow2; "
                + "vmctl create -i qcow2:/var/vmm/web.qcow2 raw:/var/vmm/raw.raw; "
                + "vmctl create -b /var/vmm/web.qcow2 qcow2:/var/vmm/clone.qcow2; "
                + "vmctl create -s 10G qcow2:/var/vmm/empty.qcow2");

        for (String disk : List.of("qcow2:/var/vmm/copy.qcow2", "raw:/var/vmm/raw.raw", "qcow2:/var/vmm/clone.qcow2")) {
            assertThat(console("vmctl start -L -d " + disk + " other", 60)).endsWith("login: ");
            sh("vmctl stop -fw other");
        }
        assertThat(console("vmctl start -L -d qcow2:/var/vmm/empty.qcow2 nothing", 60))
                .endsWith("No bootable device.\n");
        assertThat(sh("vmctl status nothing").stdout()).contains("running");
    }

    @Test
    void copies_that_boot_for_the_first_time_have_host_keys_of_their_own() {
        mirror();
        install();
        sh("cp /var/vmm/web.qcow2 /var/vmm/copy.qcow2");

        String one = fingerprint(console("vmctl start -L -d qcow2:/var/vmm/web.qcow2 one", 60));
        sh("vmctl stop -fw one; cp /var/vmm/web.qcow2 /var/vmm/twin.qcow2");
        String other = fingerprint(console("vmctl start -L -d qcow2:/var/vmm/copy.qcow2 other", 60));
        sh("vmctl stop -fw other");
        assertThat(other).isNotEqualTo(one);

        assertThat(console("vmctl start -L -d qcow2:/var/vmm/twin.qcow2 twin", 60))
                .doesNotContain("generating");
        assertThat(host.guestHostKeyFingerprint("twin")).isEqualTo(one);
    }

    private static String fingerprint(String console) {
        return console.replaceFirst("(?s).*(SHA256:[A-Za-z0-9+/]+).*", "$1");
    }

    @Test
    void without_a_mirror_it_fails_and_waits() {
        String console = install();

        assertThat(console).contains("failed; check /tmp/ai/ai.log\n").endsWith("(S)hell? ");
        assertThat(sh("vmctl status web").stdout()).contains("running");
    }

    @Test
    void a_filter_on_the_host_keeps_it_from_its_answers() {
        mirror();
        sh("(cat /etc/pf.conf; echo 'block return in quick on tap proto tcp to port 80') | pfctl -f -");

        assertThat(install()).contains("Response file location? [http://100.64.1.2/install.conf] ");
    }

    @Test
    void answers_that_www_may_not_read_are_not_served() {
        mirror();
        host.files().setMode("/var/www/answers/100.64.1.3.conf", 0600);

        assertThat(install()).contains("Response file location? [http://100.64.1.2/install.conf] ");
    }

    @Test
    void a_person_answers_at_the_console_and_logs_in_there() {
        mirror();
        install();
        sh("vmctl start -L -d qcow2:/var/vmm/web.qcow2 web; sleep 40");

        String talk = output(
                        "(sleep 1; printf 'root\\r'; sleep 1; printf 'wrong\\r'; sleep 1; printf 'root\\r'; sleep 1; "
                                + "printf 'secret\\r'; sleep 1; printf 'hostname\\r'; sleep 1; printf 'halt -p\\r'; sleep 20) | vmctl console web")
                .replace("\r\n", "\n");

        assertThat(talk).contains("Password:\nLogin incorrect\n").contains("web1# hostname\nweb1.my.domain\n");
        assertThat(sh("vmctl status web").stdout()).doesNotContain("running");
    }

    @Test
    void faults_are_those_of_real_guests() {
        mirror();
        host.guest("web", GuestScript.fromMedia().withFault(GuestFault.kernelPanic(Duration.ofSeconds(30))));
        assertThat(install()).contains("\npanic: ").endsWith("ddb> ");
        sh("vmctl stop -fw web; rm /var/vmm/web.qcow2; pkill httpd");

        host.guest("web", GuestScript.fromMedia().withFault(GuestFault.hang(Duration.ofSeconds(30))));
        assertThat(install()).doesNotContain("CONGRATULATIONS").doesNotContain("panic");
        sh("vmctl stop -fw web; rm /var/vmm/web.qcow2; pkill httpd");

        host.guest("web", GuestScript.fromMedia().withFault(GuestFault.noLogin()));
        assertThat(install()).contains("CONGRATULATIONS");
        assertThat(console("vmctl start -L -d qcow2:/var/vmm/web.qcow2 web", 300))
                .doesNotContain("login:");
    }

    @Test
    void faults_at_random_are_the_same_for_the_same_seed() {
        GuestFault fault = GuestFault.random(5, Duration.ofMinutes(10));

        assertThat(GuestFault.random(5, Duration.ofMinutes(10))).isEqualTo(fault);
        assertThat(fault.after()).isBetween(Duration.ZERO, Duration.ofMinutes(10));
        assertThat(IntStream.range(0, 50)
                        .mapToObj(seed ->
                                GuestFault.random(seed, Duration.ofMinutes(10)).kind()))
                .contains(GuestFault.Kind.values());
    }

    @Test
    void an_iso_boots_the_installer_and_its_sets_are_there() {
        output("vmctl create -s 10G qcow2:/var/vmm/iso.qcow2 2>/dev/null");

        String console = console("vmctl start -L -r /var/vmm/install78.iso -d qcow2:/var/vmm/iso.qcow2 iso", 60);

        assertThat(console)
                .contains("Booting from DVD/CD...")
                .endsWith("(I)nstall, (U)pgrade, (A)utoinstall or (S)hell? ");
    }
}
