package io.vmm4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.Tunnel;
import io.vmm4j.testkit.SystemSsh.Outcome;
import io.vmm4j.testkit.internal.guest.GuestSpec;
import io.vmm4j.testkit.internal.guest.GuestSystem;
import io.vmm4j.testkit.internal.guest.SshGuest;
import io.vmm4j.testkit.internal.server.SshDaemon;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SimulatedGuestTest {

    private static final String ADDRESS = "100.64.1.3";

    @TempDir
    Path directory;

    private SimulatedHost host;
    private SystemSsh ssh;
    private SshGuest guest;

    @BeforeEach
    void boot() {
        Requirement.require(SystemSsh.isInstalled(), "ssh(1)");
        ssh = SystemSsh.withNewKey(directory);
        host = SimulatedHost.openBsd(OpenBsdRelease.V7_6)
                .rootKey(ssh.authorizedKey())
                .build();
        guest = guest(GuestSystem.DEBIAN);
        ssh.to(host.serve());
    }

    private SshGuest guest(GuestSystem system) {
        return SshGuest.create(
                host.machine(),
                new GuestSpec(system, OpenBsdRelease.V7_6, 5, "web1", "", List.of(ssh.authorizedKey()), List.of()));
    }

    @AfterEach
    void close() {
        // There is none where the machine lacks ssh(1).
        if (host != null) {
            host.close();
        }
    }

    /** Runs a command line on the guest, through the host. */
    private Outcome onGuest(String line, byte[] input) throws IOException {
        return SystemSsh.finish(startOnGuest(line), input);
    }

    private Process startOnGuest(String line) throws IOException {
        Path known = directory.resolve("guest_hosts");
        Files.writeString(known, ADDRESS + " " + guest.hostKeys().publicLines().get(0) + "\n");
        String jump = String.join(" ", ssh.words("-W", "[%h]:%p", "root@127.0.0.1"));
        return ssh.plain(
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
                "root@" + ADDRESS,
                line);
    }

    @Test
    void a_guest_is_logged_in_to_through_the_hosts_tunnel() throws IOException {
        guest.boot(ADDRESS);

        Outcome outcome =
                onGuest("uname -s; hostname; id -un; . /etc/os-release; echo $ID; echo no >&2; exit 7", new byte[0]);

        assertThat(outcome).isEqualTo(new Outcome(7, "Linux\nweb1\nroot\ndebian\n", "no\n"));
    }

    @Test
    void megabytes_go_through_to_a_guest_and_back() throws Exception {
        byte[] data = new byte[3 << 20];
        new Random(11).nextBytes(data);
        guest.boot(ADDRESS);

        Outcome there = onGuest("cat >/tmp/data", data);
        Process back = startOnGuest("cat /tmp/data");
        back.getOutputStream().close();

        assertThat(there.status()).isZero();
        assertThat(back.getInputStream().readAllBytes()).isEqualTo(data);
    }

    @Test
    void a_guest_that_is_off_or_paused_does_not_answer_and_one_without_a_service_refuses() {
        assertThat(nc(22)).isEqualTo("1 nc: connect to 100.64.1.3 port 22 (tcp) failed: Operation timed out\n");

        guest.boot(ADDRESS);
        assertThat(nc(22)).isEqualTo("0 Connection to 100.64.1.3 22 port [tcp/ssh] succeeded!\n");
        assertThat(nc(80)).isEqualTo("1 nc: connect to 100.64.1.3 port 80 (tcp) failed: Connection refused\n");

        guest.pause();
        assertThat(nc(22)).startsWith("1 ").contains("timed out");
        guest.resume();
        assertThat(nc(22)).startsWith("0 ");
        guest.powerOff();
        assertThat(nc(22)).startsWith("1 ").contains("timed out");
    }

    private String nc(int port) {
        CommandResult result = host.executor().run(Command.read("nc", "-zv", "-w", "2", ADDRESS, String.valueOf(port)));
        return result.exitStatus() + " " + result.stderr();
    }

    @Test
    void the_files_of_a_guest_stay_when_it_is_off() throws IOException {
        guest.boot(ADDRESS);
        onGuest("echo kept >/root/file", new byte[0]);
        guest.powerOff();
        guest.boot(ADDRESS);

        assertThat(onGuest("cat /root/file", new byte[0]).stdout()).isEqualTo("kept\n");
    }

    @Test
    void a_connection_to_a_guest_that_goes_off_ends() throws Exception {
        guest.boot(ADDRESS);
        Tunnel tunnel = host.executor().openTunnel(ADDRESS, SshDaemon.PORT, Duration.ofSeconds(5));
        byte[] banner = tunnel.input().readNBytes(8);
        assertThat(new String(banner, StandardCharsets.US_ASCII)).isEqualTo("SSH-2.0-");

        guest.powerOff();

        while (tunnel.input().read() >= 0) {
            // what was on its way
        }
        tunnel.close();
        assertThatThrownBy(() -> host.executor().openTunnel(ADDRESS, SshDaemon.PORT, Duration.ofSeconds(5)))
                .isInstanceOf(TransportException.class);
    }

    @Test
    void an_openbsd_guest_is_an_openbsd_without_vmd() throws IOException {
        guest = guest(GuestSystem.OPENBSD);
        guest.boot(ADDRESS);

        assertThat(onGuest("uname -rs; sysctl -n hw.model >/dev/null && echo yes; vmctl status", new byte[0]))
                .isEqualTo(new Outcome(127, "OpenBSD 7.6\nyes\n", "ksh: vmctl: not found\n"));
    }

    @Test
    void ssh_says_why_a_guest_cannot_be_reached() {
        Outcome nobody = ssh.with("-v", "-W", ADDRESS + ":22", "root@127.0.0.1");
        guest.boot(ADDRESS);
        Outcome refused = ssh.with("-v", "-W", ADDRESS + ":23", "root@127.0.0.1");
        Outcome outside = ssh.with("-v", "-W", "192.0.2.1:22", "root@127.0.0.1");

        assertThat(nobody.stderr()).contains("No route to host");
        assertThat(refused.stderr()).contains("Connection refused");
        assertThat(outside.stderr()).contains("No route to host");
    }

    @Test
    void nc_prints_what_a_service_says() {
        guest.boot(ADDRESS);

        Outcome outcome = ssh.run("nc -N " + ADDRESS + " 22 </dev/null | dd bs=8 count=1 2>/dev/null");

        assertThat(outcome).isEqualTo(new Outcome(0, "SSH-2.0-", ""));
    }
}
