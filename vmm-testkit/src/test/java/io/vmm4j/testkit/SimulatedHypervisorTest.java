package io.vmm4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.Secret;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.Tunnel;
import io.vmm4j.ssh.HostKeyChangedException;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.ssh.SshExecutorBuilder;
import io.vmm4j.testkit.SystemSsh.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** vmd(8) on a simulated host, as a test of an SDK meets it: by commands, files, time, and guests to log in to. */
class SimulatedHypervisorTest {

    private static final String CONF = """
            vm "web" {
                disable
                memory 256M
                disk "/vm/web.qcow2"
                local interface
            }
            """;

    private static SimulatedHostBuilder openBsd() {
        return SimulatedHost.openBsd(OpenBsdRelease.V7_9).file("/vm/.keep", "");
    }

    private static CommandResult run(CommandExecutor executor, String... argv) {
        return executor.run(Command.oneShot(argv));
    }

    @Test
    void a_vm_is_created_defined_started_reached_and_stopped() {
        try (SimulatedHost host = openBsd().build()) {
            CommandExecutor executor = host.executor();
            assertThat(run(executor, "vmctl", "create", "-s", "10G", "qcow2:/vm/web.qcow2")
                            .stderr())
                    .isEqualTo("vmctl: qcow2 imagefile created\n");
            host.files().write("/etc/vm.conf", CONF);
            assertThat(run(executor, "vmd", "-n").stderr()).isEqualTo("configuration OK\n");
            assertThat(run(executor, "rcctl", "reload", "vmd").stdout()).isEqualTo("vmd(ok)\n");
            assertThat(run(executor, "vmctl", "start", "web").stderr())
                    .isEqualTo("vmctl: started vm 1 successfully, tty /dev/ttyp0\n");
            host.timeline().advance(Duration.ofSeconds(30));
            assertThat(run(executor, "ping", "-c", "1", "100.64.1.3").exitStatus())
                    .isZero();

            CommandResult stop = executor.run(Command.oneShot("vmctl", "stop", "-w", "web"));

            assertThat(stop.stderr()).isEqualTo("stopping vm web: terminated vm 1\n");
            assertThat(stop.elapsed()).isBetween(Duration.ofSeconds(13), Duration.ofSeconds(14));
        }
    }

    @Test
    void the_configuration_is_in_effect_from_the_start() {
        try (SimulatedHost host = openBsd()
                .file("/vm/web.qcow2", "")
                .vmConf(CONF.replace("qcow2", "raw").replace("    disable\n", ""))
                .file("/vm/web.raw", "")
                .build()) {
            assertThat(run(host.executor(), "vmctl", "status").stdout()).contains(" running web\n");
        }
    }

    @Test
    void the_builder_says_what_there_is() {
        try (SimulatedHost host = openBsd()
                .disabled("vmd")
                .withoutFirmware()
                .withoutFirmwareServer()
                .taps(1)
                .enabled("unbound")
                .enabled("httpd", "-d")
                .stopped("unbound")
                .networkInterface("veb0", "up")
                .build()) {
            CommandExecutor executor = host.executor();

            assertThat(run(executor, "rcctl", "check", "vmd").stdout()).isEqualTo("vmd(failed)\n");
            assertThat(run(executor, "fw_update").exitStatus()).isEqualTo(1);
            assertThat(host.files().list("/dev")).contains("tap0").doesNotContain("tap1");
            assertThat(run(executor, "rcctl", "get", "httpd", "flags").stdout()).isEqualTo("-d\n");
            assertThat(run(executor, "rcctl", "ls", "failed").stdout()).contains("unbound\n");
            assertThat(run(executor, "ifconfig", "veb0").exitStatus()).isZero();
        }
    }

    @Test
    void what_hangs_ends_at_its_time_limit() {
        try (SimulatedHost host =
                openBsd().otherGuests(GuestScript.openBsd().neverIdles()).build()) {
            CommandExecutor executor = host.executor();
            host.files().write("/root/bsd", "kernel");
            run(executor, "vmctl", "start", "-b", "/root/bsd", "busy");

            assertThatThrownBy(() -> executor.run(
                            Command.oneShot("vmctl", "pause", "busy").withTimeout(Duration.ofMinutes(5))))
                    .isInstanceOf(CommandTimeoutException.class);
        }
    }

    @Test
    void a_guests_script_can_change_between_starts() {
        try (SimulatedHost host = openBsd().guest("a", GuestScript.linux()).build()) {
            CommandExecutor executor = host.executor();
            host.files().write("/root/bsd", "kernel");
            run(executor, "vmctl", "start", "-b", "/root/bsd", "a");
            host.timeline().advance(Duration.ofMinutes(1));
            assertThat(run(executor, "vmctl", "stop", "-w", "a").elapsed()).isLessThan(Duration.ofSeconds(1));

            host.guest("a", GuestScript.openBsd());
            run(executor, "vmctl", "start", "-b", "/root/bsd", "a");
            host.timeline().advance(Duration.ofMinutes(1));
            assertThat(run(executor, "vmctl", "stop", "-w", "a").elapsed()).isGreaterThan(Duration.ofSeconds(12));
        }
    }

    @Test
    @Timeout(60)
    void a_console_on_a_terminal_passes_keys_on_as_they_are_pressed() throws Exception {
        try (SimulatedHost host = openBsd().build()) {
            start(host);
            Screen screen = new Screen();

            try (Terminal terminal = host.executor()
                            .openTerminal(
                                    Command.read("sh", "-c", "vmctl console web; stty"), TerminalSize.VT220, screen);
                    OutputStream keyboard = terminal.stdin()) {
                screen.await("Connected");
                type(keyboard, "me\r");
                screen.await("me\r\n");
                host.timeline().advance(Duration.ofSeconds(1));
                screen.await("Login incorrect\r\nlogin: ");
                type(keyboard, "~.");

                assertThat(terminal.await().status()).isZero();
            }

            assertThat(screen.text())
                    .startsWith(
                            "Connected to /dev/ttyp0 (speed 115200)\r\nme\r\nLogin incorrect\r\nlogin: \r\n[EOT]\r\n")
                    .contains("echo icanon isig");
        }
    }

    private static void type(OutputStream keyboard, String keys) throws IOException {
        keyboard.write(keys.getBytes(StandardCharsets.US_ASCII));
        keyboard.flush();
    }

    @Test
    void a_tunnel_leads_to_a_guest_that_has_booted() throws IOException {
        try (SimulatedHost host = openBsd()
                .guest("web", GuestScript.linux().withRootPassword("secret"))
                .build()) {
            start(host);

            try (Tunnel tunnel = host.executor().openTunnel("100.64.1.3", 22, Duration.ofSeconds(5))) {
                assertThat(new String(tunnel.input().readNBytes(8), StandardCharsets.US_ASCII))
                        .isEqualTo("SSH-2.0-");
            }
        }
    }

    @Test
    @Timeout(60)
    void ssh_logs_in_to_a_guest_through_its_host(@TempDir Path directory) throws IOException {
        Requirement.require(SystemSsh.isInstalled(), "ssh(1)");
        SystemSsh ssh = SystemSsh.withNewKey(directory);
        try (SimulatedHost host = openBsd()
                .rootKey(ssh.authorizedKey())
                .guest("web", GuestScript.openBsd().withRootKey(ssh.authorizedKey()))
                .build()) {
            start(host);

            Outcome outcome = throughHost(directory, host.serve().port(), "root@100.64.1.3", "hostname; uname -s");

            assertThat(outcome).isEqualTo(new Outcome(0, "web\nOpenBSD\n", ""));
        }
    }

    private static Outcome throughHost(Path directory, int port, String guest, String line) throws IOException {
        String client = "ssh -F none -i " + directory.resolve("id")
                + " -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"
                + " -o LogLevel=ERROR";
        String proxy = client + " -p " + port + " -W %h:%p root@127.0.0.1";
        Process process = new ProcessBuilder(List.of(
                        "/bin/sh", "-c", client + " -o 'ProxyCommand=" + proxy + "' " + guest + " '" + line + "'"))
                .start();
        return SystemSsh.finish(process, new byte[0]);
    }

    private static void start(SimulatedHost host) {
        CommandExecutor executor = host.executor();
        host.files().write("/root/bsd", "kernel");
        run(executor, "vmctl", "start", "-L", "-b", "/root/bsd", "web");
        host.timeline().advance(Duration.ofMinutes(1));
    }

    @Test
    void the_host_key_of_a_guest_is_known_before_it_runs_and_is_its_own() {
        try (SimulatedHost host = openBsd()
                .guest("web", GuestScript.openBsd().withRootPassword("secret"))
                .build()) {
            String fingerprint = host.guestHostKeyFingerprint("web");
            start(host);

            SshExecutorBuilder guest =
                    SshExecutor.to("root@100.64.1.3").via(host.executor()).password(Secret.of("secret"));
            try (CommandExecutor trusted =
                    guest.hostKeys(HostKeyPolicy.pinned(fingerprint)).connect()) {
                assertThat(run(trusted, "hostname").stdout()).isEqualTo("web\n");
            }
            assertThatThrownBy(() -> guest.hostKeys(HostKeyPolicy.pinned(host.guestHostKeyFingerprint("other")))
                            .connect())
                    .isInstanceOf(HostKeyChangedException.class);
        }
    }

    @Test
    void a_linux_machine_has_no_vmctl() {
        try (SimulatedHost host = SimulatedHost.linux().build()) {
            assertThat(run(host.executor(), "vmctl", "status").exitStatus()).isEqualTo(127);
        }
    }
}
